# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A node with shares is not a place itself, nor is a share it does not offer.
"$FINOPT" verify shares.json plans/shares-without-a-share.json
