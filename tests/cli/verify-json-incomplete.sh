# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# The same as JSON: no energy, no latency.
"$FINOPT" verify --format json two-nodes.json plans/incomplete.json
