# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Of each family but multi: the bytes of a few seeds and sizes, and what check finds.
mkdir made
make() {
    "$FINOPT" generate "$@" >net.json || exit 1
    mv net.json "made/$(sed -n 's/^  "name": "\(.*\)",$/\1/p' net.json).json"
}
for seed in 1 2 3; do
    make subset-sum --seed $seed
    make pareto --seed $seed
    make quantisation --seed $seed
    make ties --seed $seed
    make layered --seed $seed
    make layered-anti --seed $seed
    make bin-packing --seed $seed
    make multi-anti --seed $seed
    make tiered --seed $seed
done
make subset-sum --blocks 14 --tightness 3 --seed 4
make pareto --blocks 6 --tightness 1.5 --seed 4
make quantisation --blocks 7 --gamma 30 --seed 4
make quantisation --blocks 5 --gamma 4 --seed 4
make ties --nodes 2 --blocks 20 --tightness 10 --seed 4
make layered --nodes 3 --blocks 8 --tightness 3 --seed 4
make layered-anti --nodes 8 --blocks 2 --tightness 0.333 --seed 4
make multi-anti --applications 3 --nodes 4 --blocks 3 --tightness 3 --seed 4
make bin-packing --applications 7 --nodes 2 --tightness 0.8 --seed 4
make tiered --applications 6 --devices 4 --edges 3 --clouds 2 --blocks 4 --exits 2 --tightness 1.5 --seed 4
cat "made/quantisation-b5-g4-s4.json"
(cd made && sha256sum -- *.json)
rm made/multi-anti-a5-* # ilp needs about a minute for one
"$FINOPT" check --reproducible made
