# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Annotations; the table goes to the file that GitHub names, behind what is there.
echo "from the step before" >summary
GITHUB_STEP_SUMMARY=summary "$FINOPT" check --reproducible --format github two-nodes.json malformed.json regressed.json 2>/dev/null
status=$?
echo "--- summary"
cat summary
exit $status
