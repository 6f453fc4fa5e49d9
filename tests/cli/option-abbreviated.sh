# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Options are never abbreviated, however clear they are.
"$FINOPT" check --job 1 two-nodes.json
