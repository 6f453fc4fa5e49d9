# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The bytes of a seed are the same everywhere and always: what is printed is the whole instance.
"$FINOPT" generate multi --applications 2 --nodes 4 --blocks 3 --tightness 1.25 --seed 42
