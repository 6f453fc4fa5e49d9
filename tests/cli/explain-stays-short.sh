# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A large instance gets a page, not a book; a trace that would be too long is refused.
"$FINOPT" generate multi --applications 12 --nodes 12 --blocks 12 --tightness 0.5 --output large.json
"$FINOPT" explain --time-limit 0.2 large.json >page.txt
[ "$(wc -c <page.txt)" -lt 100000 ] || wc -c page.txt
grep 'more than is written out' page.txt
"$FINOPT" explain --time-limit 0.2 --gamma 10000 --trace trace.ndjson large.json 2>&1 >page.txt
echo "$?"
# The traces of all applications are one file: its limit is on their sum.
"$FINOPT" explain --time-limit 0.2 --gamma 200 --trace trace.ndjson large.json 2>&1 >page.txt
echo "$?"
# No proof in time: the page says what is missing, and does not go on to other deadlines.
"$FINOPT" explain --time-limit 0.001 large.json >page.txt
sed -n '/^A deadline 10 %/,/^Not tried/p' page.txt
grep -c '^Left out' page.txt
grep -o 'the search for the optimum' page.txt
# A long chain: runs of blocks on one node are counted.
"$FINOPT" generate multi --applications 1 --nodes 3 --blocks 40 --output long.json
"$FINOPT" explain long.json | grep -c '^The optimum for app-1: .* times)'
# Resources are shared: the exact answer is branch and price, whose proof is in integers.
"$FINOPT" explain "$ROOT/instances/multi/shares-choose.json" | grep "^  bp  *optimal"
