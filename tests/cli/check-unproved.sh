# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# Enumeration beyond its limit proves nothing.
"$FINOPT" check --reproducible --method exhaustive --enumeration-limit 1 two-nodes.json
