#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The golden table: every placement of B-AlexNet, by enumeration through the public command, must have the energy
# and latency that the authors' evaluation gives, to the last printed digit; and there must be no other. And
# the scripts beside the instances must write exactly the committed files.
set -u
build=${1:?usage: tests/golden/run.sh BUILD}
cd "$(dirname "$0")/../.." || exit 1
case $build in /*) ;; *) build=$PWD/$build ;; esac
table=tests/golden/b-alexnet-placements.txt
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# enumerate FILE: "placement exit energy latency" of every plan of the instance, its deadline widened to 15 ms.
enumerate() {
    sed 's/"max_latency_s": 0.005/"max_latency_s": 0.015/' "$1" |
        "$build/finopt" solve - --method exhaustive --list-plans --format ndjson |
        sed 's/],"result":.*//; s/{"energy":/\n&/g' |
        sed -n 's/^{"energy":\([0-9]*\),.*"configuration":"exit\([0-9]\)","nodes":\[\([^]]*\)\].*"latency":\([0-9]*\),.*/\3 \2 \1 \4/p' |
        sed 's/device/d/g; s/edge/e/g; s/cloud/c/g; s/[",]//g' |
        awk '{ while (length($1) < 5) $1 = $1 "-"; printf "%s %s %.3f %.4f\n", $1, $2, $3 / 1e6, $4 / 1e6 }' |
        sort
}

# compare NAME ENERGY_COLUMN LATENCY_COLUMN FILE
compare() {
    awk -v e="$2" -v l="$3" '!/^#/ { print $1, $2, $e, $l }' "$table" | sort > "$work/expected"
    enumerate "$4" > "$work/actual"
    same=$(comm -12 "$work/expected" "$work/actual" | wc -l)
    different=$(comm -3 "$work/expected" "$work/actual" | wc -l)
    passed=$((passed + same))
    failed=$((failed + different))
    if [ "$different" -ne 0 ] || [ "$same" -eq 0 ]; then
        echo "golden table, $1:"
        diff -u "$work/expected" "$work/actual"
    fi
}

compare 'single-application operations' 3 4 instances/paper/b-alexnet-cifar10-a50-d5ms.json
compare 'multi-application operations' 5 6 instances/paper/b-alexnet-multi-cifar10-a50-d5ms.json
# regenerate FOLDER SCRIPT: the script must write the committed files byte for byte, and no others.
regenerate() {
    mkdir -p "$work/$1"
    if ! "instances/$1/$2" "$work/$1" > "$work/log" 2>&1; then
        cat "$work/log"
        failed=$((failed + 1))
        return
    fi
    for file in "$work/$1"/*.json; do
        name=$(basename "$file")
        if cmp -s "$file" "instances/$1/$name" || cmp -s "$file" "bench/open/$name"; then
            passed=$((passed + 1))
        else
            echo "instances/$1/$2: $name is not what is committed"
            failed=$((failed + 1))
        fi
    done
    for file in "instances/$1"/*.json; do
        if [ ! -e "$work/$1/$(basename "$file")" ]; then
            echo "instances/$1/$2 does not write $file"
            failed=$((failed + 1))
        fi
    done
}

regenerate paper make_paper.sh
regenerate multi make_multi.sh
regenerate vision make_vision.sh
regenerate transformer make_transformer.sh
regenerate early-exit make_early_exit.sh
FINOPT=$build/finopt regenerate hard make_hard.sh

# The list of the instances is theirs.
if instances/make_index.py >"$work/INDEX" && cmp "$work/INDEX" instances/INDEX; then
    passed=$((passed + 1))
else
    echo "instances/INDEX is stale: make index"
    failed=$((failed + 1))
fi
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
