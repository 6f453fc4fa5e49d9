# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Infeasible, proved, is an answer.
"$FINOPT" solve --reproducible infeasible.json
