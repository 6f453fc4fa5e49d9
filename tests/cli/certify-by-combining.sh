# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Fifty applications whose gap is combined at the first node: the proof is a handful of lines and followed to its end; without
# its prices it is a proof still, if the checker can try all there is then, and otherwise undecided, but never refused.
"$FINOPT" generate multi --applications 50 --nodes 5 --blocks 5 --tightness 0.5 --seed 1 --output net.json
"$FINOPT" certify --method bp --output proof.json net.json
grep -o '"kind":"[a-z]*"' proof.json
"$FINOPT" check-certificate net.json proof.json | sed 's/choices in them.*/.../'
sed 's/\("kind":"combinations","denominator":[0-9]*,"prices":{\)[^}]*/\1/' proof.json >priceless.json
"$FINOPT" check-certificate --memory-limit 64 net.json priceless.json | sed 's/: nodes.*//'
