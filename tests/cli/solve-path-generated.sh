# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# Applications with more paths than can be written down: column generation leaves few of them, and a proof; or too
# many, and then the plan and the bound remain.
words() {
    sed 's/.*"status":"\([a-z]*\)","energy":\([0-9]*\).*"bound":\([0-9]*\).*"proof":\(null\|"[^"]*"\).*/\1 \2 \3 \4/
         s/leaves [0-9]* paths/leaves N paths/; s/GLPK [0-9.]*/GLPK N/'
}
"$FINOPT" generate multi --applications 20 --nodes 10 --blocks 10 --tightness 0.5 --seed 3 --output net.json
"$FINOPT" export --format lp --formulation path net.json >out 2>&1
echo "export: $? $(grep -c 'too large for path' out)"
"$FINOPT" solve --method ilp --formulation path --format ndjson --reproducible net.json >out || exit 9
head -n 1 out | words
"$FINOPT" solve --method bp --format ndjson --reproducible net.json | head -n 1 | words
"$FINOPT" solve --formulation path --relax --reproducible net.json | grep -o 'linear relaxation [0-9.]* J.*' || exit 9

echo "too long:"
"$FINOPT" generate multi --applications 20 --nodes 5 --blocks 5 --tightness 1.5 --seed 1 --output net.json
"$FINOPT" solve --method ilp --formulation path --time-limit 1 --format ndjson --reproducible net.json >out
echo "$? $(head -n 1 out | sed 's/.*"status":"\([a-z]*\)".*"bound":[0-9][0-9]*,.*"proof":null,.*/\1, with a bound/')"

echo "too many:"
"$FINOPT" generate multi --applications 5 --nodes 10 --blocks 10 --tightness 1.5 --seed 1 --output net.json
"$FINOPT" solve --method ilp --formulation path --format ndjson --reproducible net.json >out
status=$?
head -n 1 out | sed 's/.*"status":"\([a-z]*\)".*"note":\("[^"]*"\).*/\1 \2/'
exit $status
