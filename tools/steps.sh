# shellcheck shell=bash
# Shared by ./run, ./test and the scripts in tools/: steps with their time, stamps, and the way from a
# clone to a portal and a server. A step's output goes to .tools/log/; its end is shown when it fails.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
state=$root/.tools
mkdir -p "$state/log" "$state/stamp"
export PATH=$state/bin:$PATH
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false
[[ -t 1 ]] || export NO_COLOR=1
# A clone in another folder finds the first one's objects too.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }
took() { if (($1 < 60)); then echo "$1 s"; else echo "$(($1 / 60)) min $(($1 % 60)) s"; fi; }

# --- stamps: a step is left out while what it depends on is the same as when it last went well ----------
hash_of() { cat -- "$@" | sha256sum | cut -d ' ' -f 1; }
hash_of_tree() { # FOLDER [FIND-TESTS...]: names and contents
    local folder=$1
    shift
    find "$folder" "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0r sha256sum | sha256sum | cut -d ' ' -f 1
}
fresh() { [[ -f $state/stamp/$1 && $(<"$state/stamp/$1") == "$2" ]]; }
keep() { printf '%s\n' "$2" >"$state/stamp/$1"; }

# --- steps ----------------------------------------------------------------------------------------------
ticker=
stop_ticker() {
    [[ -n $ticker ]] || return 0
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    ticker=
    [[ ! -t 1 ]] || printf '\r\033[K'
}
trap stop_ticker EXIT

tick() { # NAME LOG: one moving line on a terminal, else a line every half minute
    local seconds=0 last width
    width=$(stty size 2>/dev/null </dev/tty | cut -d ' ' -f 2) || true
    ((${width:-0} > 20)) || width=100
    while sleep 1 >&- 2>&-; do
        seconds=$((seconds + 1))
        last=$(tail -c 400 "$2" | tr '\r' '\n' | grep -v '^ *$' | tail -n 1) || true
        if [[ -t 1 ]]; then
            last="  $1, $(took $seconds): $last"
            printf '\r\033[K%s' "${last:0:width-1}"
        elif ((seconds % 30 == 0)); then
            last="  $1, $(took $seconds): $last"
            printf '%s\n' "${last:0:width-1}"
        fi
    done
}

step() { # NAME COMMAND...
    local name=$1 log=$state/log/${1// /-}.log start=$SECONDS status=0
    shift
    : >"$log"
    tick "$name" "$log" &
    ticker=$!
    "$@" >"$log" 2>&1 </dev/null || status=$?
    stop_ticker
    if ((status == 0)); then
        printf '  %-22s %s\n' "$name" "$(took $((SECONDS - start)))"
    else
        tail -n 60 "$log"
        printf '  %-22s failed after %s; all of it: %s\n' "$name" "$(took $((SECONDS - start)))" "${log#"$root"/}"
    fi
    return "$status"
}
unchanged() { printf '  %-22s unchanged\n' "$1"; }

twice() { "$@" || { sleep 3 && "$@"; }; }

# --- portal ---------------------------------------------------------------------------------------------
portal_packages() {
    local key
    [[ -f web/package-lock.json ]] || { say "  no web/package-lock.json: no portal"; return 0; }
    key=$(hash_of web/package.json web/package-lock.json <(node --version)) || return
    if [[ -d web/node_modules ]] && fresh portal-packages "$key"; then
        unchanged "portal packages"
    else
        step "portal packages" twice npm --prefix web ci && keep portal-packages "$key"
    fi
}

build_portal() {
    local key
    [[ -f web/package.json ]] || return 0
    key=$(hash_of_tree web '(' -name node_modules -o -name dist -o -name test-results -o -name playwright-report \
        -o -name e2e ')' -prune -o) || return
    if [[ -f web/dist/index.html ]] && fresh portal "$key"; then
        unchanged "portal build"
    else
        step "portal build" npm --prefix web run build && keep portal "$key"
    fi
}

# --- server ---------------------------------------------------------------------------------------------
build_folder() { if [[ $1 == dev ]]; then echo build; else echo "build-$1"; fi; }

# A C++ file takes up to 1.5 GB to compile: no more at a time than memory holds.
jobs_for_memory() {
    local by_memory cores
    by_memory=$(awk '/^MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo)
    cores=$(nproc)
    if ((by_memory < 1)); then echo 1; elif ((by_memory < cores)); then echo "$by_memory"; else echo "$cores"; fi
}

build_server() { # PRESET [TARGET...]
    local preset=$1 folder key targets=()
    folder=$(build_folder "$1")
    shift
    key=$(hash_of CMakePresets.json) || return
    if [[ ! -f $folder/build.ninja ]] || ! fresh "configure-$preset" "$key"; then
        step "configure $preset" cmake --preset "$preset" && keep "configure-$preset" "$key" || return
    fi
    (($# == 0)) || targets=(--target "$@")
    step "server build" cmake --build "$folder" --parallel "$(jobs_for_memory)" "${targets[@]}"
}

has_target() { ninja -C "$1" -t query "$2" >/dev/null 2>&1; } # BUILD-FOLDER TARGET
