# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# --inconclusive maps 3 to 0 and 1.
"$FINOPT" check --quiet --method exhaustive --enumeration-limit 1 --inconclusive fail two-nodes.json >/dev/null
[ $? -eq 1 ] || exit 1
"$FINOPT" check --quiet --method exhaustive --enumeration-limit 1 --inconclusive ok two-nodes.json >/dev/null
