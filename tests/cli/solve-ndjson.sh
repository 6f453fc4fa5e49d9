# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# One result a line.
"$FINOPT" solve --reproducible --format ndjson --method exhaustive,local two-nodes.json |
    sed 's/"effort":{[^}]*}/"effort":{}/g'
