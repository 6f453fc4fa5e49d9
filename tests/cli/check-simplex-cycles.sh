# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The integer program gets its proof although GLPK's primal simplex cycles on the relaxation.
"$FINOPT" check --reproducible --time-limit 30 "$ROOT"/tests/fixtures/simplex-cycles.json
