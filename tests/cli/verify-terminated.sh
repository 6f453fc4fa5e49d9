# exit: 143
# SPDX-License-Identifier: GPL-3.0-or-later
# SIGTERM while it waits for the plan: nothing is judged.
mkfifo plan
sleep 3 >plan &
timeout --foreground --preserve-status -s TERM 0.5 "$FINOPT" verify --format ndjson two-nodes.json - <plan 2>/dev/null
