# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# What generate writes is an instance that check takes and on which all methods agree.
mkdir made
for seed in 1 2 3; do
    "$FINOPT" generate multi --applications 3 --nodes 4 --blocks 3 --tightness 1.5 --seed $seed \
        --output made/$seed.json
done
"$FINOPT" check --format ndjson made | grep -o '"instance":"[^"]*","verdict":"[a-z]*"'
