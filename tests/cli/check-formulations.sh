# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# check compares all four, and FIN with the linear program of its graph.
"$FINOPT" check --formulation all --reproducible "$ROOT/instances/teaching" two-applications.json shares.json
