# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The four formulations side by side, as text and as JSON; FIN's graph is exact with floor only.
"$FINOPT" solve --formulation all --reproducible "$ROOT/instances/teaching/subset-sum.json" || exit 1
"$FINOPT" solve --method ilp --formulation feasible_graph --rounding floor --quiet --reproducible \
    "$ROOT/instances/teaching/subset-sum.json" || exit 1
"$FINOPT" solve --formulation path --quiet --reproducible shared.json || exit 1
"$FINOPT" solve --formulation all --format ndjson --reproducible two-nodes.json |
    sed 's/.*"method":"\([a-z]*\)","status":"\([a-z]*\)".*"parameters":\({[^}]*}\).*"relaxation":\({[^}]*}\).*/\1 \2 \3 \4/'
