# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Mistakes in such a plan are found where they stand.
"$FINOPT" solve --reproducible --format json two-nodes.json | sed 's/"nodes": .*cloud/&s/' >misspelt.json
"$FINOPT" verify two-nodes.json misspelt.json
