# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# What is no certificate of this instance is refused with its place.
"$FINOPT" certify two-nodes.json | sed 's/"instance": "[^"]*"/"instance": "another"/; s/"denominator"/"denomination"/' >bad.json
"$FINOPT" check-certificate two-nodes.json bad.json
