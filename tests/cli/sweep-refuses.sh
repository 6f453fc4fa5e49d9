# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# What a sweep cannot do, and how it ends.
try() {
    "$FINOPT" sweep "$@" 2>&1
    echo "$?"
}
try two-nodes.json
try --pareto
try --pareto --breakpoints two-nodes.json
try --pareto --application nobody shared.json
try --pareto --method fin two-nodes.json
try --breakpoints --plot gap two-nodes.json
try --perturb 15% --plot gap two-nodes.json
try --breakpoints shared.json
try --breakpoints --application nobody shared.json
try --pareto malformed.json
try --pareto --memory-limit 0 two-nodes.json
try --pareto --gamma 3 two-nodes.json
try --gamma 10:1 two-nodes.json
try --gamma 1.5 two-nodes.json
try --gamma 1:10:1 two-nodes.json
try --max-latency 5min two-nodes.json
try --max-latency 5: two-nodes.json
try --min-accuracy 0.5,0.5 two-nodes.json
try --min-accuracy 101% two-nodes.json
try --rate , two-nodes.json
try --rate 1,2 --gamma 1,2 --min-accuracy 0.1,0.2 two-nodes.json
try --rate 1:2:1000 --gamma 1:1000:1000 two-nodes.json
try --rate 1 --application nobody two-nodes.json
try --rate 1 --reproducible --plot time two-nodes.json
try --rate 1e300 two-nodes.json
try --perturb 15% --gamma 1,2 two-nodes.json
try --perturb 15% --pareto two-nodes.json
try --perturb 200% two-nodes.json
