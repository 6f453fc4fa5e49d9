#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The same with GNU parallel, here or on the hosts of --sshlogin: bench/cluster/check_parallel.sh SHARDS RESULTS
# FOLDER [OPTION of parallel...]. Called again, it runs only the shards whose result is not there yet.
set -u
shards=${1:?usage: check_parallel.sh SHARDS RESULTS FOLDER [OPTION of parallel...]}
results=${2:?name a folder for the results}
folder=${3:?name what is checked}
shift 3
mkdir -p "$results" || exit 2
k=0
while [ "$k" -lt "$shards" ]; do
    [ -s "$results/$k.ndjson" ] || echo "$k"
    k=$((k + 1))
done | parallel "$@" "${FINOPT:-finopt} check --jobs 1 --shard {}/$shards --format ndjson \
    --output '$results'/{}.ndjson ${FINOPT_OPTIONS:-} '$folder'"
# What the shards found is for merge to say; it also knows whether they are complete.
exec "${FINOPT:-finopt}" merge "$results"/*.ndjson
