# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The help of generate lists its options and the families.
"$FINOPT" generate --help
