# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Several applications on shared resources: the unproved one gets small; nothing is left in the scratch folder.
mkdir scratch
TMPDIR=$PWD/scratch "$FINOPT" reduce --quiet --method labels --verdict unproved --output small.json crowded.json || exit 1
"$FINOPT" check --reproducible --method labels --inconclusive ok small.json | grep -o unproved | head -n 1
"$FINOPT" check --quiet small.json
find scratch -type f
