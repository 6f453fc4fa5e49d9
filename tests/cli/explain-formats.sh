# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Markdown and JSON say what the text says; the JSON of an infeasible instance has its conflict apart.
"$FINOPT" explain --format markdown two-nodes.json
"$FINOPT" explain --format json infeasible.json
