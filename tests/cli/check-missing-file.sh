# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A file that does not exist.
"$FINOPT" check --reproducible nowhere.json two-nodes.json
