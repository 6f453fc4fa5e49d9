# exit: 4
# SPDX-License-Identifier: GPL-3.0-or-later
# A child killed from outside is named, with its method; the other instance is still checked.
"$FINOPT" check --reproducible --method exhaustive --enumeration-limit 1000000000000 --time-limit 30 --jobs 1 \
    slow.json two-nodes.json &
parent=$!
sleep 0.6
for stat in /proc/[0-9]*/stat; do
    # pid (comm) state ppid ...
    read -r pid _ _ ppid _ 2>/dev/null <"$stat" || continue
    [ "$ppid" = "$parent" ] && kill -9 "$pid"
done
wait "$parent"
