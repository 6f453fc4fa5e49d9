# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A command says what must stay: here that a node named cloud is there, by file and by standard input.
"$FINOPT" reduce --quiet two-nodes.json -- grep -q '"id": "cloud"' {} >file.json || exit 1
"$FINOPT" reduce --quiet two-nodes.json -- grep -q '"id": "cloud"' >stdin.json || exit 1
cat file.json
cmp file.json stdin.json
