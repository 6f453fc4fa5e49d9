# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Several applications are refused by name.
"$FINOPT" check --reproducible two-applications.json
