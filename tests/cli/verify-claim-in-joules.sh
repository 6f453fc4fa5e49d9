# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The claim in joules is what the plan costs, to within rounding.
"$FINOPT" verify two-nodes.json plans/claim-in-joules.json
