# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The help of the two commands that deal with certificates.
"$FINOPT" certify --help
"$FINOPT" check-certificate --help
