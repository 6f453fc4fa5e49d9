# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan that is malformed.
"$FINOPT" verify two-nodes.json plans/malformed.json
