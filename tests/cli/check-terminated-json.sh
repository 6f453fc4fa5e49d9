# exit: 143
# SPDX-License-Identifier: GPL-3.0-or-later
# SIGTERM: the document is complete and says what stopped it.
timeout --foreground --preserve-status -s TERM 1 "$FINOPT" check --reproducible --format ndjson --method exhaustive \
    --enumeration-limit 1000000000000 --time-limit 30 --jobs 1 slow.json slow.json >out
status=$?
tail -n 1 out
grep -c 'stopped by signal 15' out
exit $status
