# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A file that cannot be read costs the others nothing.
"$FINOPT" check --reproducible two-nodes.json malformed.json tight.json
