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
try --pareto shared.json
try --breakpoints shared.json
try --pareto malformed.json
try --pareto --memory-limit 0 two-nodes.json
