# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The help of import lists its options and the formats.
"$FINOPT" import --help
