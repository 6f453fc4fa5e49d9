# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan that is suboptimal.
"$FINOPT" verify two-nodes.json plans/suboptimal.json
