# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The help of solve lists all its options.
"$FINOPT" solve --help
