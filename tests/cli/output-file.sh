# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A result file appears whole, replaces the old one and keeps its permissions; links are followed.
mkdir out
echo old >out/real.json
chmod 640 out/real.json
ln -s real.json out/link.json
"$FINOPT" solve --format json --output out/link.json two-nodes.json || exit 1
head -n 2 out/real.json
ls -l out | sed -n 's/^\(-.........\).*/\1/p'
ls out
