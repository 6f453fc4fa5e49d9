# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Plans under wrong profiles: FIN's rounding leaves room where the optimum is just in time; a profile that is right
# costs nothing; shared resources; a picture, which is XML.
file=$ROOT/instances/paper/b-alexnet-cifar10-a80-d5ms.json
"$FINOPT" sweep --perturb 15% --max-latency 3.7ms --method fin,labels,local,cloud "$file"
"$FINOPT" sweep --perturb 0 --format csv "$file"
"$FINOPT" sweep --perturb 5% --count 5 --seed 7 --format json "$file"
"$FINOPT" sweep --perturb 30% --count 20 shared.json
"$FINOPT" sweep --perturb 20% --max-latency 3ms --format svg --output chart.svg "$file"
xmllint --noout chart.svg
