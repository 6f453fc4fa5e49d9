# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# A child that does nothing any more is ended by the watchdog, its method answers unknown.
"$FINOPT" check --reproducible --method exhaustive --enumeration-limit 1000000000000 --time-limit 0.8 --jobs 1 \
    slow.json two-nodes.json >out &
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
