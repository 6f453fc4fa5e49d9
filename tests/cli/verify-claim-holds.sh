# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The claim in quanta is what the plan costs.
"$FINOPT" verify two-nodes.json plans/claim-holds.json
