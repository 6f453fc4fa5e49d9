# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A refused file leaves the output file alone.
echo before >result.json
"$FINOPT" solve --format json --output result.json malformed.json 2>/dev/null
status=$?
cat result.json
exit $status
