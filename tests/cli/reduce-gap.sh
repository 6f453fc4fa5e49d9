# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A gap of a tenth on the paper's network: what is left still has it, and says so in check.
"$FINOPT" reduce --verdict 'gap>=10%' --output small.json "$ROOT/instances/paper/b-alexnet-cifar10-a80-d6563638ns-at.json" 2>err || exit 1
sed 's/after [0-9]* tries/after N tries/' err
cat small.json
"$FINOPT" check --max-gap 9.99% small.json >out
[ $? -eq 1 ] && tail -n 1 out
