# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A node that offers shares of its power is a place for each.
"$FINOPT" solve --reproducible shares.json
