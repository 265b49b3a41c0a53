#!/usr/bin/env bash
# What docs/operating.md says of base backups and archived logs, on a PostgreSQL cluster of its own: data of after the
# base backup outlives the cluster, and the event log goes on in a new epoch.
#   point_in_time.sh ENTREPOT FOLDER
set -euo pipefail
entrepot=$1 folder=$2
bin=$(pg_config --bindir)
for one in /usr/lib/postgresql/*/bin; do [[ -x $one/initdb ]] && bin=$one; done
as=()
if ((EUID == 0)); then
    as=(setpriv --reuid=postgres --regid=postgres --init-groups)
    chown postgres "$folder"
fi
archive=$folder/archive port=$(shuf -i 20000-32000 -n 1) started=()
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
cd "$folder"
finish() { for one in "${started[@]}"; do kill -KILL "$one" 2>/dev/null || true; done; }
trap finish EXIT

postgres() { # DATA-FOLDER
    "${as[@]}" "$bin/postgres" -D "$1" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$folder" \
        -c fsync=off >>"$folder/postgres.log" 2>&1 &
    postgres=$!
    started+=("$postgres")
    for ((i = 0; i < 600; i++)); do
        [[ $(ask postgres 'SELECT NOT pg_is_in_recovery()' 2>/dev/null) == t ]] && return
        sleep 0.05
    done
    cat "$folder/postgres.log"; return 1
}
ask() { "$bin/psql" -h 127.0.0.1 -p "$port" -U entrepot -d "$1" -At -c "$2"; }
serve() {
    rm -f "$folder/out"    # what an earlier one said
    "$entrepot" demo --data "$folder/data" --database "$url" --listen 127.0.0.1:0 >"$folder/out" 2>"$folder/log" &
    server=$!
    started+=("$server")
    for ((i = 0; i < 600; i++)); do grep -q 'listening on' "$folder/out" && return; sleep 0.05; done
    cat "$folder/log"; return 1
}
stop() { kill -TERM "$server"; wait "$server"; }

"${as[@]}" mkdir "$archive"
"${as[@]}" "$bin/initdb" -D "$folder/first" -U entrepot -E UTF8 --locale=C --auth=trust --no-sync >"$folder/initdb.log"
cat >>"$folder/first/postgresql.conf" <<END
archive_mode = on
archive_command = 'test ! -f $archive/%f && cp %p $archive/%f'
END
postgres "$folder/first"
ask postgres 'CREATE DATABASE entrepot' >/dev/null
url=postgresql://entrepot@127.0.0.1:$port/entrepot
serve
"${as[@]}" "$bin/pg_basebackup" -h 127.0.0.1 -p "$port" -U entrepot --pgdata="$folder/base" --wal-method=none \
    --checkpoint=fast 2>>"$folder/postgres.log"
ask entrepot "INSERT INTO catalog_versions (name, version, changed_at) VALUES ('after the base backup', '\\x00', 0)" >/dev/null
stop
epochs=$(ask entrepot 'SELECT MAX(epoch) FROM event_epochs')
archived=$(ask postgres 'SELECT pg_walfile_name(pg_switch_wal())')
for ((i = 0; i < 200; i++)); do [[ -f $archive/$archived ]] && break; sleep 0.05; done
kill -KILL "$postgres"
wait "$postgres" 2>/dev/null || true
rm -rf "$folder/first"

"${as[@]}" cp -a "$folder/base" "$folder/second"
echo "restore_command = 'cp $archive/%f %p'" | "${as[@]}" tee -a "$folder/second/postgresql.auto.conf" >/dev/null
"${as[@]}" touch "$folder/second/recovery.signal"
postgres "$folder/second"
[[ $(ask entrepot "SELECT COUNT(*) FROM catalog_versions WHERE name = 'after the base backup'") == 1 ]]
ask entrepot "DELETE FROM catalog_versions WHERE name = 'after the base backup'" >/dev/null
"$entrepot" doctor --data "$folder/data" --database "$url"
serve
stop
(($(ask entrepot 'SELECT MAX(epoch) FROM event_epochs') > epochs))
kill -INT "$postgres"
wait "$postgres" || true
echo "restored, and the log goes on in a new epoch"
