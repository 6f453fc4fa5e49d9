# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The help of verify lists all its options.
"$FINOPT" verify --help
