# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# All methods side by side.
"$FINOPT" solve --reproducible --method all two-nodes.json |
    sed -E 's/[0-9]+ ([a-z_]+)(, |$)/N \1\2/g'
