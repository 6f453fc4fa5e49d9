# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# JUnit XML: failures, errors, and what skips; tests/formats validates such files.
"$FINOPT" check --reproducible --format junit two-nodes.json infeasible.json malformed.json regressed.json 2>/dev/null
