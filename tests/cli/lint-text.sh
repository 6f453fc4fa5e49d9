# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Every rule, at its line and column; quiet leaves the notes out.
cp "$ROOT/tests/fixtures/lint-odd.json" odd.json
"$FINOPT" lint odd.json
status=$?
echo "--- quiet"
"$FINOPT" lint --quiet odd.json | tail -n 3
exit $status
