# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Nine annotations, warnings first, and a last one.
cp "$ROOT/tests/fixtures/lint-odd.json" odd.json
"$FINOPT" lint --format github odd.json
