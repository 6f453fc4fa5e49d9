# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing named, nothing there, nothing readable.
{ "$FINOPT" lint; mkdir d; "$FINOPT" lint d; echo "exit status $?"; "$FINOPT" lint malformed.json; } 2>&1
