# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Wrong families, numbers and options are refused by name, and nothing is written.
try() {
    "$FINOPT" generate "$@" >out 2>err
    echo "$? $(wc -c <out) $(cat err)"
}
try
try mutli
try layered-ant
try ''
try multi multi
try multi --applications 0
try multi --applications 1001
try multi --nodes 2
try multi --nodes 101
try multi --blocks 0
try multi --blocks 3.5
try multi --tightness 0
try multi --tightness 11
try multi --tightness loose
try multi --seed -1
try multi --seed x
try multi --sed 1
try multi --gamma 10
try subset-sum --nodes 5
try pareto --blocks 19
try quantisation --gamma 0
try layered --nodes 50 --blocks 10
try bin-packing --applications 2
try quantisation --tightness 1
try multi --output ''
try multi --output nowhere/net.json
ls nowhere 2>/dev/null
"$FINOPT" solve --nodes 5 two-nodes.json 2>&1 || true
