# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan that is optimal.
"$FINOPT" verify two-nodes.json plans/optimal.json
