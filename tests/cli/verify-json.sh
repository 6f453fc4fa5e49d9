# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The verdict as JSON.
"$FINOPT" verify --format json two-nodes.json plans/suboptimal.json
