# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# When the file cannot be written whole, the old one stays and nothing is left beside it.
mkdir out
echo old >out/result.json
(
    ulimit -f 0
    exec "$FINOPT" solve --format json --output out/result.json two-nodes.json
) 2>err
status=$?
sed 's/:[^:]*$//' err
cat out/result.json
ls -A out
exit $status
