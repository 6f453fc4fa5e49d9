# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Shards that ran a planner, beside a baseline, merge to the run without shards; others do not join them.
"$FINOPT" baseline create --output known.baseline two-nodes.json tight.json 2>/dev/null
sed -i 's/"sha256": "./"sha256": "0/' known.baseline
whole() {
    CI=1 "$FINOPT" check --reproducible --format ndjson "$@" two-nodes.json tight.json infeasible.json malformed.json \
        -- "$ROOT/tests/planners/at_the_source.sh" 2>/dev/null
}
part() { "$FINOPT" check --reproducible --format ndjson --shard 0/2 "$@" 2>/dev/null; }
whole >all
for k in 0 1; do whole --shard $k/2 >plain-$k; done
"$FINOPT" merge plain-1 plain-0 | cmp - all
whole --baseline known.baseline >all
for k in 0 1; do whole --baseline known.baseline --shard $k/2 >$k; done
"$FINOPT" merge --output merged 1 0
echo "exit status $?"
cmp merged all
tail -n 1 merged | sed "s|$ROOT/||"
part two-nodes.json tight.json infeasible.json malformed.json >without
"$FINOPT" merge without 1
"$FINOPT" merge plain-0 1
sed 's/,"exit_status":2/,"exit_status":1/' 0 >one
sed 's/,"exit_status":2/,"exit_status":1/' 1 >other
"$FINOPT" merge --output merged one other
