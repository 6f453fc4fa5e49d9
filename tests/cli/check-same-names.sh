# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Instances of the same name are told apart by their files.
mkdir d
cp two-nodes.json d
"$FINOPT" check --reproducible --method labels two-nodes.json tight.json d
