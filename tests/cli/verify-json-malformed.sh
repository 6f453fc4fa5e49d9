# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A malformed plan gets a verdict too.
"$FINOPT" verify --format json two-nodes.json plans/malformed.json 2>/dev/null
