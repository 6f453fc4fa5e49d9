# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# K/N with K below N.
for shard in 3/3 1 a/b -1/2 1/0 1/2/3 0/99999999; do "$FINOPT" check --shard $shard two-nodes.json 2>&1; done
"$FINOPT" check --shard 3/5 --format text two-nodes.json 2>&1
exit 2
