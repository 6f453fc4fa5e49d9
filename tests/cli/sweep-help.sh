# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
"$FINOPT" sweep --help
