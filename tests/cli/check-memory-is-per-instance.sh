# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The least memory that is enough for one instance is enough for each of twenty that one process serves.
if [ -n "$SANITIZED" ]; then
    echo "the address sanitizer knows no memory limit"
    exit 77
fi
run() {
    "$FINOPT" check --reproducible --jobs 1 --gamma 20000 --memory-limit "$@"
}
limit=1
until run $limit two-nodes.json >/dev/null 2>&1; do
    limit=$((limit + 1))
done
mkdir many
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    cp two-nodes.json many/$i.json
done
run $limit many | tail -n 1
