# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Without a command there is nothing to do.
"$FINOPT"
