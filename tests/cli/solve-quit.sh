# exit: 131
# SPDX-License-Identifier: GPL-3.0-or-later
# SIGQUIT is a wish like SIGTERM.
if grep -q '^SigIgn:.*[4567cdef]$' /proc/self/status; then
    echo "SIGQUIT is ignored here"
    exit 77
fi
ulimit -c 0
timeout --foreground --preserve-status -s QUIT 0.5 "$FINOPT" solve --quiet --method exhaustive \
    --enumeration-limit 1000000000000 --time-limit 30 slow.json >out
status=$?
grep -c '^slow by exhaustive: feasible' out
exit $status
