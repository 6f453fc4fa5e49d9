# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# After a signal no child is left.
exec 2>/dev/null # the shell may remark on the death it is asked to wait for
"$FINOPT" check --method exhaustive --enumeration-limit 1000000000000 --time-limit 30 slow.json slow.json >/dev/null &
parent=$!
sleep 0.6
children=
for stat in /proc/[0-9]*/stat; do
    read -r pid _ _ ppid _ 2>/dev/null <"$stat" || continue
    [ "$ppid" = "$parent" ] && children="$children $pid"
done
kill -TERM "$parent"
wait "$parent"
[ $? -eq 143 ] || exit 1
[ -n "$children" ] || exit 1
for child in $children; do
    ! kill -0 "$child" 2>/dev/null || exit 1
done
