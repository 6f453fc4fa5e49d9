# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The instance and the plan that instances/FORMAT.md shows are what it says.
awk '/^```json/ { n++; inside = 1; next } /^```/ { inside = 0 } inside { print > ("page" n ".json") }' "$ROOT/instances/FORMAT.md"
"$FINOPT" check page1.json --format json --reproducible | grep -E '"(verdict|status|optimum)"' | head -n 3
"$FINOPT" verify page1.json page2.json
