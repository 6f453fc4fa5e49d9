# exit: 4
# SPDX-License-Identifier: GPL-3.0-or-later
# One process serves file after file; killed in the middle it costs the file it was at, and another goes on.
"$FINOPT" check --reproducible --method exhaustive --enumeration-limit 1000000000000 --time-limit 30 --jobs 1 \
    two-nodes.json two-nodes.json slow.json two-nodes.json two-nodes.json >out &
parent=$!
sleep 0.6
for stat in /proc/[0-9]*/stat; do
    # pid (comm) state ppid ...
    read -r pid _ _ ppid _ 2>/dev/null <"$stat" || continue
    [ "$ppid" = "$parent" ] && kill -9 "$pid"
done
wait "$parent"
status=$?
cat out
exit $status
