# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Made-up instances; what has a large gap is saved and reduced, and still has it.
mkdir scratch
TMPDIR=$PWD/scratch "$FINOPT" check --reproducible --random multi --count 3 --seed 1 --applications 3 --nodes 4 --blocks 3 --max-gap 10% --save found
status=$?
"$FINOPT" check --reproducible --quiet --max-gap 10% found/*.json | tail -n 1
ls found scratch
exit $status
