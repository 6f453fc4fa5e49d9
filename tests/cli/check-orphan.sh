# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A parent that is killed takes its children with it.
exec 2>/dev/null # the shell may remark on the death it is asked to wait for
[ -d /proc/self ] || exit 77
"$FINOPT" check --jobs 2 --method exhaustive --enumeration-limit 1000000000000 --time-limit 30 slow.json slow.json >/dev/null &
parent=$!
sleep 0.6
children=
for stat in /proc/[0-9]*/stat; do
    read -r pid _ _ ppid _ 2>/dev/null <"$stat" || continue
    [ "$ppid" = "$parent" ] && children="$children $pid"
done
kill -KILL "$parent"
wait "$parent"
sleep 0.3
[ -n "$children" ] || exit 1
for child in $children; do
    # Whoever inherits it may not have waited for it yet: a zombie is dead too.
    state=Z
    read -r _ _ state _ 2>/dev/null <"/proc/$child/stat"
    [ "$state" = Z ] || exit 1
done
