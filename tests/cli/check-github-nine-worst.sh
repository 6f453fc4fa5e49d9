# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Twelve gaps: the nine worst, the largest first, and one line for all.
i=10
while [ $i -lt 22 ]; do
    sed "s/\"name\": \"[^\"]*\"/\"name\": \"number-$i\"/" "$ROOT/instances/teaching/gamma-costs-2.4x.json" >n$i.json
    i=$((i + 1))
done
unset GITHUB_STEP_SUMMARY
"$FINOPT" check --reproducible --gamma 10 --max-gap 1% --format github n[12]*.json
