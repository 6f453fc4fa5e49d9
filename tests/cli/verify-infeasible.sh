# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan that is infeasible.
"$FINOPT" verify two-nodes.json plans/infeasible.json
