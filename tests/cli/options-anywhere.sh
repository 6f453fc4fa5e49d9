# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Options may follow operands, and -- ends them.
"$FINOPT" solve two-nodes.json --quiet --reproducible
cp two-nodes.json ./--gamma
"$FINOPT" solve --quiet --reproducible -- --gamma
