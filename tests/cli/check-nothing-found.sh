# exit: 5
# SPDX-License-Identifier: GPL-3.0-or-later
# An empty directory must not look like success.
mkdir empty
"$FINOPT" check empty
