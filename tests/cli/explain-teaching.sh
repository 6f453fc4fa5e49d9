# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole page, to the letter, where it can be followed by hand: a gamma that loses the optimum; early exits that
# share a block; latencies in the mean.
for name in gamma-costs-2.4x early-exit-changes-the-placement latency-in-the-mean; do
    "$FINOPT" explain "$ROOT/instances/teaching/$name.json"
done
