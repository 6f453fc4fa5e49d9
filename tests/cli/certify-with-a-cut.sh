# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A cut closes what prices on the shared rows alone leave open, and room what nothing else need: the two proofs that
# formulations/branch_and_price.md works out by hand.
for name in packing-early-exit-makes-room packing-worse-plan-makes-room; do
    file=$ROOT/instances/multi/$name.json
    "$FINOPT" certify --method bp --output proof.json "$file"
    grep '"kind"' proof.json
    "$FINOPT" check-certificate "$file" proof.json
done
