# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Crowded instances, whose proofs take branches, cuts and lists: every one is followed to the end by the checker.
seed=1
while [ "$seed" -le 12 ]; do
    "$FINOPT" generate multi --applications 12 --nodes 5 --blocks 4 --tightness 1.5 --seed "$seed" >net.json
    "$FINOPT" certify --method bp --time-limit 60 --output proof.json net.json || echo "seed $seed: exit status $?"
    "$FINOPT" check-certificate net.json proof.json >said || echo "seed $seed: exit status $?"
    sed -n '1 s/^proof.json: \(proved\).*is \(.*\) (.*/\1 \2/p' said
    cat proof.json >>proofs
    seed=$((seed + 1))
done
for kind in branch cuts leaf list; do
    grep -q "\"kind\":\"$kind\"" proofs && echo "there is a $kind"
done
