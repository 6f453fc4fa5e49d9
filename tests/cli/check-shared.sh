# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Shared resources: the Lagrangian bound joins, and FIN runs in every order and improved.
"$FINOPT" check --reproducible shared.json shares.json crowded.json two-applications.json
"$FINOPT" check --reproducible --format ndjson shared.json | grep check-instance |
    grep -o '"method":"[a-z]*","status":"[a-z]*","energy":[0-9a-z]*\|"order":"[a-z-]*","improve":[a-z]*'
