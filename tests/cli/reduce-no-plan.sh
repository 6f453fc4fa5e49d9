# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# FIN finds no plan at gamma 3 although there is one.
"$FINOPT" reduce --quiet --gamma 3 --verdict no-plan --output small.json "$ROOT/instances/teaching/gamma-too-small-finds-nothing.json" || exit 1
"$FINOPT" check --reproducible --gamma 3 small.json
