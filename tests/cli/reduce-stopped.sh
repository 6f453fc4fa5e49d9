# exit: 143
# SPDX-License-Identifier: GPL-3.0-or-later
# A signal writes the smallest so far.
"$FINOPT" reduce --output small.json "$ROOT/instances/multi/paper-a80-k05.json" -- sleep 0.2 2>err &
sleep 1
kill -TERM $!
wait $!
status=$?
[ -s small.json ] && "$FINOPT" lint --format json small.json | grep -o '"refused": false'
grep -o 'stopped by a signal, it may get smaller' err
exit $status
