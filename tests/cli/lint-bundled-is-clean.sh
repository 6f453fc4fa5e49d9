# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# No bundled instance has a warning.
"$FINOPT" lint --quiet "$ROOT/instances" "$ROOT/bench/open" && "$FINOPT" lint "$ROOT/instances/teaching/subset-sum.json"
