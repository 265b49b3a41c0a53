# What bench/run and bench/big share: servers, loads, middles of rounds, the table in bench/README.md.
# shellcheck shell=bash disable=SC2034,SC2154

for tool in wrk curl jq psql; do
    command -v $tool >/dev/null || { echo "the benchmarks need $tool; tools/setup bench installs it" >&2; exit 1; }
done

[[ -x $build/entrepot ]] || { echo "no $build/entrepot: make release" >&2; exit 1; }

load_before=$(cut -d" " -f1 /proc/loadavg)
folder=$(mktemp -d) pids=()
finish() {
    for pid in "${pids[@]}"; do if [[ -n $pid ]]; then kill "$pid" 2>/dev/null || true; fi; done
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT
rows=()
say() { printf '%s\n' "$*" >&2; }
row() { rows+=("| $1 | $2 | $3 | $4 |"); say "$(printf '%-62s %12s %12s  %s' "$1" "$2" "$3" "$4")"; }

cpu_of() { # user and system time of a process so far, in µs
    awk -v tick="$(getconf CLK_TCK)" '{ sub(/^.*\) /, ""); print ($12 + $13) * 1000000 / tick }' "/proc/$1/stat"
}
memory_of() { awk -v name="$2:" '$1 == name { printf "%.0f", $2 / 1024 }' "/proc/$1/status"; }

alive() { kill -0 "$1" 2>/dev/null || { say "it ended too early:" && cat "$folder/log" >&2 && exit 1; }; }
start_server() { # NAME DATA-FOLDER [options] → pid_NAME, port_NAME
    local name=$1 data=$2 pid port
    : >"$folder/out.$name"
    "$build/entrepot" demo --data "$data" --listen 127.0.0.1:0 --threads "$threads" "${@:3}" >"$folder/out.$name" 2>"$folder/log" &
    pid=$! && pids+=("$pid")
    until port=$(sed -n 's/^listening on http:.*:\([0-9]*\)$/\1/p' "$folder/out.$name") && [[ -n $port ]]; do
        alive "$pid" && sleep 0.02
    done
    declare -g "pid_$name=$pid" "port_$name=$port"
}
stop_server() { # PID
    kill "$1" && wait "$1" 2>/dev/null || true
    for i in "${!pids[@]}"; do [[ ${pids[i]} == "$1" ]] && unset "pids[$i]"; done
    return 0
}
sign_in() { # DATA-FOLDER PORT → token of the provider's sales agent
    local tenant sales='[.users[] | select(.roles | index("SalesAgent"))][0]'
    tenant=$(jq -r '[.tenants[] | select(.kind == "indirectProvider")][0]' "$1/sandbox.json")
    field() { jq -r "$1" <<<"$tenant"; }
    token=$(curl -sf "http://127.0.0.1:$2/$(field .tenantId)/oauth2/token" -d grant_type=password \
        -d "client_id=$(field '.apps[0].clientId')" --data-urlencode "client_secret=$(field '.apps[0].clientSecret')" \
        -d resource=https://api.partnercenter.microsoft.com --data-urlencode "username=$(field "$sales.upn")" \
        --data-urlencode "password=$(field "$sales.password")" | jq -r .access_token)
    auth="Authorization: Bearer $token"
}
# Says what was refused: a benchmark that ends there would say nothing else.
api() { curl -sSf -H "$auth" "http://127.0.0.1:$1$2" "${@:3}" || { say "refused: $2"; return 1; }; } # PORT PATH

# One onboarding as the wizard sends it: an attested agreement and two lines. @@ is where its name goes.
onboarding_body() { # PORT
    local lines
    lines=$(api "$1" '/ext/v1/catalog?country=FR&currency=EUR' | jq -c '[.items[] | select(.isTrial == false and .isAddOn == false
        and .available and .billing == "license" and (.terms | length) > 0)][0:2] | map({catalogItemId, quantity:
        ([.minimumQuantity, 3] | max), termDuration: .terms[0].termDuration, billingCycle: .terms[0].billingCycle})')
    jq -nc --argjson lines "$lines" --arg today "$(date -u +%F)" '{company: {name: "Société @@", country: "FR",
        domain: "@@.onmicrosoft.com", qualification: "none"}, address: {addressLine1: "1 rue du Port", city: "Brest",
        postalCode: "29200", country: "FR"}, contact: {firstName: "Anne", lastName: "Le Goff", email: "anne@societe-du-port.fr"},
        culture: "fr-FR", language: "fr", agreement: {kind: "attested", signatory: {firstName: "Anne", lastName: "Le Goff",
        email: "anne@societe-du-port.fr"}, dateAgreed: $today}, lines: $lines}'
}
onboard_one() { # PORT BODY NAME
    api "$1" /ext/v1/onboardings -H 'Content-Type: application/json' -H "MS-RequestId: $(cat /proc/sys/kernel/random/uuid)" \
        -d "${2//@@/$3}" -o /dev/null || { say "an onboarding was refused"; exit 1; }
}

load() { # PORT PATH PID CONNECTIONS [wrk options] → rate, cpu µs a request
    local before after done
    before=$(cpu_of "$3")
    wrk -t2 -c"$4" -d"${seconds}s" "${@:5}" "http://127.0.0.1:$1$2" >"$folder/wrk" 2>"$folder/refusals"
    after=$(cpu_of "$3")
    rate=$(awk '/^Requests\/sec:/ { printf "%.0f", $2 }' "$folder/wrk")
    done=$(awk '/ requests in / { print $1 }' "$folder/wrk")
    cpu=$(awk -v a="$before" -v b="$after" -v n="$done" 'BEGIN { printf "%.1f", (b - a) / n }')
    if grep -q 'Non-2xx' "$folder/wrk"; then say "refused: $(grep Non-2xx "$folder/wrk") $(head -c 400 "$folder/refusals")"; fi
}
note() { echo "${*:2}" >>"$folder/$1.rounds"; } # NAME VALUES
middle() { sort -g | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
median() { awk -v n="$2" '{ print $n }' "$folder/$1.rounds" | middle; } # NAME COLUMN
ratio() { # of the two in the same round, the middle one: NAME NAME [COLUMN] → a percentage
    paste -d ' ' <(awk -v n="${3:-1}" '{ print $n }' "$folder/$1.rounds") <(awk -v n="${3:-1}" '{ print $n }' "$folder/$2.rounds") |
        awk '{ printf "%.0f\n", 100 * $1 / $2 }' | middle
}
milliseconds() { awk -v us="$1" 'BEGIN { printf us < 10000 ? "%.2f ms" : "%.0f ms", us / 1000 }'; }

# The shortest of some starts: what disturbs it is not its own. The answer is a page of customers, to who signed in before.
first_answer() { # DATA-FOLDER → took, in ms
    local free begin pid now best=
    for _ in 1 2 3 4 5; do
        free=$((20000 + RANDOM % 12000))
        begin=${EPOCHREALTIME/[.,]/}
        "$build/entrepot" demo --data "$1" --listen "127.0.0.1:$free" --threads "$threads" >/dev/null 2>"$folder/log" &
        pid=$!
        until curl -sf -o /dev/null -H "$auth" "http://127.0.0.1:$free/v1/customers?size=1"; do alive "$pid"; done
        now=$(((${EPOCHREALTIME/[.,]/} - begin) / 1000))
        [[ -n $best ]] && ((now >= best)) || best=$now
        kill "$pid" && wait "$pid" 2>/dev/null || true
    done
    took=$best
}

new_database() { # NAME → url of an empty database on the PostgreSQL that tools/with-postgres started
    psql -qX -c "CREATE DATABASE $1" >/dev/null
    url=${ENTREPOT_TEST_DATABASE%/*}/$1
}

machine() {
    echo "$(date -u +%F), $(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(uname -sr), load average before: ${load_before:-unknown}"
}
put_section() { # NAME: standard input takes the place of that part of bench/README.md
    cat >"$folder/section"
    awk -v begin="<!-- $1 -->" -v end="<!-- end of $1 -->" -v file="$folder/section" '
        $0 == begin { print; while ((getline line < file) > 0) print line; skip = 1; next }
        $0 == end { skip = 0 }
        !skip { print }' bench/README.md >"$folder/README.md"
    cp "$folder/README.md" bench/README.md
    say "Written to bench/README.md"
}
