# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A mistyped command gets a suggestion.
"$FINOPT" chekc two-nodes.json
