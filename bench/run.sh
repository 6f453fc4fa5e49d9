#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures quality and speed with the programs in BUILD/bench. Rewrites bench/quality.csv; everything else
# goes to stdout. See bench/README.md.
#
#   bench/run.sh BUILD     environment: ROUNDS (51), LIMIT seconds for ilp (10), SEEDS (3), SIZES,
#                          JOINT_LIMIT seconds (10), JOINT_SIZES
set -eu
build=${1:?usage: bench/run.sh BUILD}
rounds=${ROUNDS:-51}
limit=${LIMIT:-10}
seeds=${SEEDS:-3}
sizes=${SIZES:-5x3 10x10 20x20 50x50}
joint_limit=${JOINT_LIMIT:-10}
joint_sizes=${JOINT_SIZES:-5x5 5x10 20x5 20x10 20x20 50x10 100x20-}

echo "machine:  $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
echo "compiler: $("${CC:-gcc}" --version | head -n 1)"
echo "commit:   $(git -C "$(dirname "$0")" describe --always --dirty 2>/dev/null || echo unknown)"

echo
echo "== answers and work: bench/quality.csv"
"$build/bench/quality" instances/paper/*.json instances/teaching/*.json instances/multi/*.json instances/vision/*.json \
    instances/transformer/*.json instances/early-exit/*.json instances/hard/*.json > "$build/quality.csv"
if cmp -s "$build/quality.csv" bench/quality.csv; then
    echo "unchanged, $(wc -l < bench/quality.csv) lines"
else
    mv "$build/quality.csv" bench/quality.csv
    echo "changed: git diff bench/quality.csv shows what"
fi

echo
echo "== paper instances, in process, the quantised problem in memory"
"$build/bench/methods" "$rounds" instances/paper/*.json

echo
echo "== layered family"
# shellcheck disable=SC2086 # a list of sizes
"$build/bench/layered" "$limit" "$seeds" $sizes

echo
echo "== FIN beside the best bare loop"
"$build/bench/roofline" 15

echo
echo "== how FIN grows"
"$build/bench/scaling" 15

echo
echo "== several applications: AxN applications and nodes; a size with - goes without ilp"
# shellcheck disable=SC2086 # a list of sizes
"$build/bench/joint" "$joint_limit" 1 $joint_sizes

echo
echo "== finopt check instances/paper, whole processes"
begin=$(date +%s%N)
"$build/finopt" check instances/paper > "$build/check.txt"
end=$(date +%s%N)
tail -n 1 "$build/check.txt"
echo "wall clock: $(((end - begin) / 1000000)) ms"
"$build/finopt" check --format ndjson instances/paper |
    sed -n 's/.*"peak_memory_bytes": *\([0-9]*\).*/\1/p' | sort -n | tail -n 1 |
    awk '{ printf "largest child: %.1f MiB\n", $1 / 1048576 }'
