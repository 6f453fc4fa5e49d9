# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# An answer without proof is skipped, passed or failed, as --inconclusive says.
for policy in report ok fail; do
    "$FINOPT" check --reproducible --method labels --inconclusive $policy --format tap shared.json | grep '^[on]'
done
