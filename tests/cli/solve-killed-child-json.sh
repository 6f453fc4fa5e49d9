# exit: 4
# SPDX-License-Identifier: GPL-3.0-or-later
# As JSON, a method that died is a result with the reason.
"$FINOPT" solve --format ndjson --method exhaustive --enumeration-limit 1000000000000 --time-limit 30 slow.json &
parent=$!
sleep 0.6
for stat in /proc/[0-9]*/stat; do
    read -r pid _ _ ppid _ 2>/dev/null <"$stat" || continue
    [ "$ppid" = "$parent" ] && kill -9 "$pid"
done
wait "$parent"
