# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Quiet: nothing to say when all is fine, the rest in full.
"$FINOPT" check --quiet --reproducible two-nodes.json
echo --
"$FINOPT" check --quiet --reproducible two-nodes.json regressed.json
[ $? -eq 1 ]
