# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A command like no other gets none.
"$FINOPT" transmogrify
