#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes the instances of instances/hard/ into the directory OUTDIR.
#
#   FINOPT=build/finopt make_hard.sh OUTDIR
#
# Those made by hand stand in hard.table. The others come from `finopt generate`: below, a line has the energy in
# quanta that labels, enumeration or two integer programs proved, or `-` where the family itself knows it, and the
# arguments. `finopt check` proves all of them again.
set -eu

if [ $# -ne 1 ]; then
    echo "usage: $0 OUTDIR" >&2
    exit 2
fi
finopt=${FINOPT:-build/finopt}
here=$(cd "$(dirname "$0")" && pwd)
"$here/../multi/make_multi.sh" "$1" "$here/hard.table"

while read -r energy arguments; do
    # shellcheck disable=SC2086 # a list of arguments
    "$finopt" generate $arguments >"$1/made"
    name=$(sed -n 's/^  "name": "\(.*\)",$/\1/p' "$1/made")
    if [ "$energy" != - ]; then
        sed -i '$d' "$1/made"
        sed -i "\$s/\$/,\n  \"expected\": { \"status\": \"optimal\", \"energy\": $energy }\n}/" "$1/made"
    fi
    mv "$1/made" "$1/$name.json"
done <<END
2730 subset-sum --blocks 10 --seed 1
2936 subset-sum --blocks 12 --seed 2
5628 subset-sum --blocks 14 --tightness 3 --seed 3
- pareto --blocks 8 --seed 1
- pareto --blocks 12 --seed 2
- pareto --blocks 14 --seed 3
- quantisation --blocks 5 --gamma 10 --seed 1
- quantisation --blocks 10 --gamma 100 --seed 1
- quantisation --blocks 20 --gamma 1000 --seed 1
- ties --nodes 3 --blocks 10 --seed 1
- ties --nodes 4 --blocks 20 --tightness 3 --seed 2
- bin-packing --applications 9 --nodes 3 --seed 1
5100 bin-packing --applications 9 --nodes 3 --tightness 0.9 --seed 2
168 layered --nodes 5 --blocks 6 --tightness 3 --seed 1
424 layered-anti --nodes 5 --blocks 6 --tightness 3 --seed 1
364 layered-anti --nodes 6 --blocks 8 --tightness 1 --seed 2
1174 multi-anti --applications 4 --nodes 4 --blocks 4 --tightness 3 --seed 1
1064 multi-anti --applications 3 --nodes 4 --blocks 5 --tightness 3 --seed 2
END
