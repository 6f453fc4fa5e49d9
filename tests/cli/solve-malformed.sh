# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A refused file: diagnostics, and nothing on standard output.
"$FINOPT" solve malformed.json
