# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Unless one wants to know from the exit status.
"$FINOPT" solve --reproducible --exit-status infeasible.json
