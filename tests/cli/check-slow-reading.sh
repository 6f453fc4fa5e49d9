# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# Reading has a limit too: here the child is stopped before it has read the file.
awk 'BEGIN { printf "["; for (i = 0; i < 900000; i++) printf "%s\"abcdef\"", i ? "," : ""; print "]" }' >big.json
"$FINOPT" check --reproducible --time-limit 0.01 big.json >out &
parent=$!
child=
while [ -z "$child" ] && kill -0 "$parent" 2>/dev/null; do
    for stat in /proc/[0-9]*/stat; do
        read -r pid _ _ ppid _ 2>/dev/null <"$stat" || continue
        [ "$ppid" = "$parent" ] && child=$pid && kill -STOP "$pid" && break
    done
done
# Without a watchdog it would hang for ever: that must fail, not hang.
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    read -r _ _ state _ 2>/dev/null <"/proc/$parent/stat" || break
    [ "$state" != Z ] || break
    sleep 0.5
done
kill -KILL "$parent" "$child" 2>/dev/null
wait "$parent"
status=$?
cat out
exit $status
