# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# SARIF, read by a JSON reader of others in tests/formats.
cp "$ROOT/tests/fixtures/lint-odd.json" odd.json
"$FINOPT" lint --format sarif odd.json >out
status=$?
head -n 30 out
grep -A 30 '"results"' out | head -n 50
exit $status
