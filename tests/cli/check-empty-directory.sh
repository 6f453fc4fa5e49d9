# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A directory without instances beside one that has some is named.
mkdir empty full
cp two-nodes.json full
"$FINOPT" check --reproducible --method labels empty full
