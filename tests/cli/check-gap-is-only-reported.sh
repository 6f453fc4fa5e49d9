# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Without --max-gap the same is reported, not held against FIN.
"$FINOPT" check --reproducible --gamma 1 two-nodes.json
