# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# The claim is one quantum too low.
"$FINOPT" verify two-nodes.json plans/claim-differs.json
