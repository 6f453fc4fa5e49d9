# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The verdict as JSON, of a proof and of one that is refused; -, --quiet and --output.
"$FINOPT" certify two-nodes.json | tee proof.json | "$FINOPT" check-certificate --format json two-nodes.json -
sed 's/"denominator":1/"denominator":0/' proof.json >altered.json
"$FINOPT" check-certificate --format json two-nodes.json altered.json || echo "exit status $?"
"$FINOPT" check-certificate --quiet two-nodes.json proof.json
"$FINOPT" check-certificate --quiet two-nodes.json altered.json || echo "exit status $?"
"$FINOPT" check-certificate --output verdict.txt two-nodes.json proof.json && cat verdict.txt
