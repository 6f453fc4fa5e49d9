# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan without a proof is an answer of a heuristic.
"$FINOPT" solve --reproducible --method cloud two-nodes.json
