# exit: 130
# SPDX-License-Identifier: GPL-3.0-or-later
# SIGINT: what is known is printed, then the program dies of the signal.
if grep -q '^SigIgn:.*[2367abef]$' /proc/self/status; then
    echo "SIGINT is ignored here"
    exit 77
fi
timeout --foreground --preserve-status -s INT 1 "$FINOPT" check --reproducible --method labels,exhaustive \
    --enumeration-limit 1000000000000 --time-limit 30 --jobs 1 two-nodes.json slow.json slow.json
