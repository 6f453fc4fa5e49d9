# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Wrong formats, files and options are refused by name, and nothing is written.
try() {
    "$FINOPT" export "$@" >out 2>err
    echo "$? $(wc -c <out) $(head -n 1 err)"
}
try two-nodes.json
try --format lp
try --format lp two-nodes.json shared.json
try --format lq two-nodes.json
try --format json two-nodes.json
try --format '' two-nodes.json
try --format lp nowhere.json
try --format lp malformed.json
try --format lp --formulation simplex two-nodes.json
try --format lp --jobs 2 two-nodes.json
try --format lp --output nowhere/net.lp two-nodes.json
try --format lp --formulation feasible_graph --rounding cumulative two-nodes.json
"$FINOPT" generate multi --applications 1 --nodes 10 --blocks 20 --seed 3 --output large.json
try --format mps --formulation path large.json
