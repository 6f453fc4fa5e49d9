# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# The name of a refused file reaches the terminal escaped, in the table and before its diagnostics.
printf x >"$(printf 'a\033[31mb\nc.json')"
"$FINOPT" check --reproducible a*.json
"$FINOPT" check --quiet --format ndjson a*.json 2>/dev/null >out
status=$?
grep check-instance out | cut -c 1-70
exit $status
