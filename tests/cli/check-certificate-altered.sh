# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A proof that was altered proves less, or nothing.
"$FINOPT" certify --output proof.json two-nodes.json
alter() {
    echo "## $1"
    sed "$1" proof.json >altered.json
    cmp -s proof.json altered.json && echo "nothing was altered"
    "$FINOPT" check-certificate two-nodes.json altered.json 2>&1
    echo "exit status $?"
}
bound=$(sed -n 's/ *"bound": \([0-9]*\),/\1/p' proof.json)
alter "s/\"bound\": $bound/\"bound\": $((bound + 1))/"
alter "s/\"bound\": $bound/\"bound\": $((bound - 1))/"
alter 's/"claim": "optimal"/"claim": "bound"/'
alter 's/"denominator":1/"denominator":0/'
alter 's/"kind":"leaf"/"kind":"lead"/'
alter 's/"prices":{}/"prices":{"branch[0]":1}/'
alter 's/"prices":{}/"prices":{},"floor_gamma":1/'
alter '/^ *"claim"/s/optimal/infeasible/; /"bound"/d; /"plan": {/,/^  },/d'
