# exit: 5
# SPDX-License-Identifier: GPL-3.0-or-later
# The same as JSON.
mkdir empty
"$FINOPT" check --format ndjson empty 2>/dev/null
