# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Where the optimal placement changes, as text, and as a picture that is XML.
"$FINOPT" sweep --breakpoints "$ROOT/instances/paper/b-alexnet-cifar10-a80-d5ms.json"
"$FINOPT" sweep --breakpoints --format svg "$ROOT/instances/teaching/early-exit-changes-the-placement.json" >chart.svg
xmllint --noout chart.svg
cat chart.svg
