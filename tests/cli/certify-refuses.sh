# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Methods that leave no proof, and bad operands, are refused before anything is read.
complain() {
    "$FINOPT" "$@" 2>&1
    echo "exit status $?"
}
complain certify --method ilp two-nodes.json
complain certify --method labels,fin two-nodes.json
complain certify
complain check-certificate two-nodes.json
complain check-certificate - -
complain certify missing.json
complain check-certificate two-nodes.json missing.json
complain certify --method fin --gamma 1 "$ROOT/instances/teaching/gamma-costs-2.4x.json"
