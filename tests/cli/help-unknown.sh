# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Help for a command that does not exist.
"$FINOPT" help solv
