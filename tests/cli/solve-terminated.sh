# exit: 143
# SPDX-License-Identifier: GPL-3.0-or-later
# What was found before SIGTERM is printed.
timeout --foreground --preserve-status -s TERM 1 "$FINOPT" solve --quiet --method exhaustive \
    --enumeration-limit 1000000000000 --time-limit 30 slow.json >out
status=$?
grep -c '^slow by exhaustive: feasible' out
exit $status
