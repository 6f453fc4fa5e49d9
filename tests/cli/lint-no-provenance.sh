# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# A file without any provenance is one finding, at its name.
"$FINOPT" lint --quiet two-nodes.json
