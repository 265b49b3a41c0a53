# What signing in costs: tokens that are checked, grants to apps on one core, and what a flood of sign-ins leaves to others.
# shellcheck shell=bash disable=SC2154

token_rows() { # processor time of one thread, without sockets
    local what us goal
    while IFS='|' read -r _ what us goal _; do
        row "${what# }" "" "$(tr -d ' ' <<<"$us")" "${goal# }"
    done < <("$build/entrepot_token_cost" 2>"$folder/cost" || say "a goal of bench/token_cost.cpp was missed: $(<"$folder/cost")")
}

# The server on the first core alone, the load on the last.
grant_rows() {
    local one last tenant pid port
    last=$(($(nproc) - 1))
    ((last > 0)) || { say "one core: no grants beside their load"; return 0; }
    "$build/entrepot" demo --data "$folder/grants" --listen 127.0.0.1:0 --threads 1 >"$folder/out.grants" 2>"$folder/log" &
    pid=$! && pids+=("$pid")
    until port=$(sed -n 's/^listening on http:.*:\([0-9]*\)$/\1/p' "$folder/out.grants") && [[ -n $port ]]; do alive "$pid" && sleep 0.02; done
    taskset -a -p -c 0 "$pid" >/dev/null
    tenant=$(jq -r '[.tenants[] | select(.kind == "indirectProvider")][0]' "$folder/grants/sandbox.json")
    BENCH_BODY="grant_type=client_credentials&client_id=$(jq -r '.apps[0].clientId' <<<"$tenant")&client_secret=$(
        jq -r '.apps[0].clientSecret' <<<"$tenant")&scope=https%3A%2F%2Fgraph.windows.net%2F.default"
    export BENCH_BODY
    for ((one = 0; one < rounds; one++)); do
        taskset -c "$last" wrk -t1 -c16 -d"${seconds}s" -s bench/grant.lua \
            "http://127.0.0.1:$port/$(jq -r .tenantId <<<"$tenant")/oauth2/v2.0/token" >"$folder/wrk"
        if grep -q Non-2xx "$folder/wrk"; then say "refused: $(grep Non-2xx "$folder/wrk")" && exit 1; fi
        note grants "$(awk '/^Requests\/sec:/ { printf "%.0f", $2 }' "$folder/wrk")" 0
    done
    row "Grants to an app alone, the server on one core, 16 clients" "$(median grants 1)" "" "at least 500 a second"
    unset BENCH_BODY
    stop_server "$pid"
}

calm() { # PORT PATH → p99 of 4 readers in µs
    wrk -t1 -c4 -d"${seconds}s" --latency -H "$auth" "http://127.0.0.1:$1$2" |
        awk '$1 == "99%" { n = $2 + 0; if ($2 ~ /ms/) n *= 1000; else if ($2 !~ /us/) n *= 1000000; printf "%.0f", n }'
}

# Reads by few, quiet and beside a flood of sign-ins: their slowest hundredth.
flood_rows() { # PORT PATH
    local one flood
    for ((one = 0; one < rounds; one++)); do
        note calm "$(calm "$1" "$2")" 0
        wrk -t1 -c"$connections" -d"$((seconds + 2))s" -s bench/sign_in.lua "http://127.0.0.1:$1" >"$folder/flood" &
        flood=$! && pids+=("$flood")
        sleep 1
        note flooded "$(calm "$1" "$2")" 0
        wait "$flood" || true
        note floods "$(awk '/^Requests\/sec:/ { printf "%.0f", $2 }' "$folder/flood")" 0
        unset "pids[$((${#pids[@]} - 1))]"
        pids=("${pids[@]}")
    done
    row "99 % of reads by 4, quiet" "$(median calm 1) µs" "" ""
    row "99 % of reads by 4, beside $connections who sign in" "$(median flooded 1) µs" "" "$(ratio flooded calm) % of quiet (under 200 %); $(median floods 1) sign-ins a second answered, those beyond the queue with 503"
}
