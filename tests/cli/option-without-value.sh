# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# An option at the end of the line that needs a value.
"$FINOPT" solve two-nodes.json --gamma
