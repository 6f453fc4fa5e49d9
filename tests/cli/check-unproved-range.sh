# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# Without a proof the row has the best plan and the best bound.
"$FINOPT" check --reproducible --method labels,local,lagrangian shared.json
