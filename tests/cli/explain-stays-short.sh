# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A large instance gets a page, not a book; a trace that would be too long is refused.
"$FINOPT" generate multi --applications 12 --nodes 12 --blocks 12 --tightness 0.5 --output large.json
"$FINOPT" explain --time-limit 0.2 large.json >page.txt
[ "$(wc -c <page.txt)" -lt 100000 ] || wc -c page.txt
grep 'more than is written out' page.txt
"$FINOPT" explain --time-limit 0.2 --gamma 10000 --trace trace.ndjson large.json 2>&1 >page.txt
echo "$?"
