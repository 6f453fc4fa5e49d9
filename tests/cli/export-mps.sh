# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Free MPS to the letter, from standard input, into a file.
"$FINOPT" export - --format mps --output net.mps <two-nodes.json || exit 1
cat net.mps
