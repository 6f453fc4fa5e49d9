# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Formulations belong to ilp.
try() {
    "$FINOPT" "$@" >out 2>err
    echo "$? $(wc -c <out) $(cat err)"
}
try solve --method labels --formulation path two-nodes.json
try solve --method labels --relax two-nodes.json
try check --method fin,labels --formulation all two-nodes.json
try solve --formulation simplex two-nodes.json
try check --relax two-nodes.json
try export --format lp --formulation all two-nodes.json
"$FINOPT" solve --method labels,ilp --formulation path --quiet two-nodes.json
