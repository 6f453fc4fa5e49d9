# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A directory is read recursively, in the order of bytes, only *.json, nothing hidden.
mkdir -p d/Z d/a d/.hidden d/x.json
for file in d/b.json d/B.json d/Z/1.json d/a/2.json d/a.json d/.dot.json d/.hidden/h.json d/note.txt d/x.json/in.json \
    d/json; do
    cp two-nodes.json $file
done
ln -s .. d/a/loop
"$FINOPT" check --reproducible --format ndjson --method labels d two-nodes.json |
    sed -n 's/.*instance-1","file":"\([^"]*\)".*/\1/p'
"$FINOPT" check --reproducible --quiet --method labels d/
