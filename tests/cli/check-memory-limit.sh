# exit: 4
# SPDX-License-Identifier: GPL-3.0-or-later
# An instance that gets no memory has crashed; the run goes on.
if [ -n "$SANITIZED" ]; then
    echo "the address sanitizer knows no memory limit"
    exit 77
fi
"$FINOPT" check --reproducible --memory-limit 1 two-nodes.json
