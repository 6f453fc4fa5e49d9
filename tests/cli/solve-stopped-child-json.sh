# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# A method that the watchdog ended has no time, since nobody knows when it stopped.
"$FINOPT" solve --format ndjson --method exhaustive --enumeration-limit 1000000000000 --time-limit 2.5 slow.json >out &
parent=$!
sleep 0.6
for stat in /proc/[0-9]*/stat; do
    read -r pid _ _ ppid _ 2>/dev/null <"$stat" || continue
    [ "$ppid" = "$parent" ] && kill -STOP "$pid"
done
wait "$parent"
status=$?
cat out
exit $status
