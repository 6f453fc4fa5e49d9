# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A dash is standard input.
"$FINOPT" check --reproducible --method labels - tight.json <two-nodes.json
