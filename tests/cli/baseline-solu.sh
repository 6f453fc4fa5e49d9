# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Lines of .solu are written and read; without a hash nothing can have changed.
"$FINOPT" baseline create --output known.baseline two-nodes.json infeasible.json || exit 9
"$FINOPT" baseline export --format solu known.baseline
"$FINOPT" baseline export --output exported known.baseline
"$FINOPT" baseline export --format solu known.baseline | diff exported - || exit 9
"$FINOPT" baseline import exported && exit 9
printf '=opt= two-nodes 8000000\n=inf= infeasible\n=best= elsewhere 7\n' >known.solu
"$FINOPT" baseline export known.solu
CI=1 "$FINOPT" check --reproducible --baseline known.solu two-nodes.json infeasible.json || exit 9
printf '=opt= two-nodes 8000001\n=opt= infeasible 1\n' >wrong.solu
CI=1 "$FINOPT" check --reproducible --quiet --baseline wrong.solu two-nodes.json infeasible.json
