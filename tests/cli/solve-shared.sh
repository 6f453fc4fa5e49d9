# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Several applications, and what their plan takes of each shared resource.
"$FINOPT" solve --reproducible shared.json
