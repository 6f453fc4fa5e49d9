# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# FIN finds nothing at gamma 1, which is more than any gap allowed.
"$FINOPT" check --reproducible --gamma 1 --max-gap 50% two-nodes.json
