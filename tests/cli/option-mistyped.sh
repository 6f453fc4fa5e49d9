# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A mistyped option gets a suggestion.
"$FINOPT" solve --gama 5 two-nodes.json
