# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The short help fits on a screen.
"$FINOPT" -h
[ "$("$FINOPT" -h | wc -l)" -le 25 ]
