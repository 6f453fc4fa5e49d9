# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# What the relaxations are worth, exactly: without a plan, and that is fine.
"$FINOPT" solve --relax --reproducible "$ROOT/instances/paper/b-alexnet-cifar10-a80-d5ms.json" || exit 1
"$FINOPT" solve --relax --formulation arc_flow --reproducible "$ROOT/instances/teaching/subset-sum.json" || exit 1
"$FINOPT" solve --relax --formulation arc_flow --format json --reproducible two-nodes.json || exit 1
"$FINOPT" solve --relax --formulation assignment --reproducible infeasible.json
