# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The same seed gives the same bytes, in a file too; another seed, size or tightness gives others.
"$FINOPT" generate multi --seed 3 --output a.json || exit 1
"$FINOPT" generate --seed=3 multi >b.json || exit 1
cmp a.json b.json || exit 1
"$FINOPT" generate multi --applications 5 --nodes 5 --blocks 5 --tightness 1 --seed 3 | cmp a.json - || exit 1
for other in '--seed 4' '--seed 3 --applications 4' '--seed 3 --nodes 6' '--seed 3 --blocks 6' '--seed 3 --tightness 0.9'; do
    # shellcheck disable=SC2086
    "$FINOPT" generate multi $other | cmp -s a.json - && echo "$other changes nothing"
done
ls *.json | grep '^[ab]\.'
