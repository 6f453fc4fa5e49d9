# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The merged shards are the run without shards, in every order; an empty shard is fine.
whole() { "$FINOPT" check --reproducible --format ndjson "$@" "$ROOT/instances/teaching" two-nodes.json; }
whole >all
for k in 0 1 2; do whole --shard $k/3 >$k; done
"$FINOPT" merge 2 0 1 | cmp - all || exit 1
tail -n 1 1 | sed 's|"list":"[0-9a-f]*"|"list":"of this place"|'
i=0
while [ $i -lt 15 ]; do
    whole --shard $i/15 2>/dev/null >part-$i
    i=$((i + 1))
done
"$FINOPT" merge --output merged part-*
cmp merged all
