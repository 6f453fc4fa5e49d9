# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Several applications without a plan: which of them are too many.
"$FINOPT" solve --reproducible crowded.json
