# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# An option that would be ignored without another one is a mistake, and is told.
"$FINOPT" check --update new two-nodes.json
"$FINOPT" check --count 3 two-nodes.json
"$FINOPT" check --save found two-nodes.json
"$FINOPT" check --seed 3 two-nodes.json
"$FINOPT" check --nodes 4 --blocks 3 two-nodes.json
