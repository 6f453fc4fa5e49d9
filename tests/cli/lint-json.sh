# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# The document; a refused file is in it, and the exit status of findings comes after that of input.
cp "$ROOT/tests/fixtures/lint-odd.json" odd.json
"$FINOPT" lint --format json odd.json | head -n 30
"$FINOPT" lint --format json odd.json malformed.json 2>/dev/null >out
[ $? -eq 2 ] || echo "exit status"
tail -n 12 out
exit 1
