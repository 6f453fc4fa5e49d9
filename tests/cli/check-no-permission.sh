# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A file that may not be read.
if [ "$(id -u)" -eq 0 ]; then
    echo "root may read everything"
    exit 77
fi
chmod 000 two-nodes.json
"$FINOPT" check --reproducible two-nodes.json
