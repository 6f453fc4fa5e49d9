# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The help of check lists all its options.
"$FINOPT" check --help
