# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Whatever is missing or there twice is named, and nothing is written.
for k in 0 1 2; do "$FINOPT" check --reproducible --shard $k/3 --format ndjson --method labels *.json 2>/dev/null >s$k; done
"$FINOPT" check --reproducible --shard 0/2 --format ndjson --method labels *.json 2>/dev/null >other
"$FINOPT" check --reproducible --shard 0/3 --format ndjson --method labels tight.json shares.json 2>/dev/null >names
"$FINOPT" check --reproducible --format ndjson --method labels two-nodes.json >no-shard
other() { "$FINOPT" check --reproducible --shard 1/3 --format ndjson *.json "$@" 2>/dev/null; }
other --method labels --gamma 10 >gamma
other --method +greedy >method
other --method labels --max-gap 1% >max-gap
other --method labels -- cat >planner
sed 's/,"options":{[^}]*}//' s1 >older
sed 's/"improve":false/"better":false/' s1 >newer
head -c 2000 s1 >cut
sed '$d' s1 >no-summary
: >empty
sed '0,/check-instance/{/check-instance/d}' s1 >lost
sed '/check-instance/{p}' s1 >double
sed 's/,"shard":/,"interrupted":{"signal":15,"not_checked":2},"shard":/' s1 >stopped
try() {
    "$FINOPT" merge --output merged "$@"
    echo "exit status $?" >&2
    [ ! -e merged ] || echo "written: $*"
}
{
    try
    try s0 s2
    try s0 s1 s1
    try s0 s1 other
    try s0 names s2
    for option in gamma method max-gap planner older newer; do try s0 $option s2; done
    try no-shard
    for broken in cut no-summary empty lost double stopped malformed.json nowhere; do try s0 s2 $broken; done
} 2>&1
exit 2
