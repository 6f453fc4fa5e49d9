# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The version names the program, its libraries and its compiler, one a line.
"$FINOPT" --version | sed -E 's/[0-9]+(\.[0-9]+)+/N/; s/^compiled by (gcc|clang) .*/compiled by CC/'
