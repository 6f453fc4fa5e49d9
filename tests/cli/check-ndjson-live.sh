# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# While the second instance is awaited on standard input, all about the first can be read, and, with --output, no file
# is there. The bytes are those of a run that is not watched, whatever the jobs.
mkfifo in out
"$FINOPT" check --reproducible --format ndjson --method labels,fin two-nodes.json - >whole <infeasible.json
for jobs in 1 2; do
    "$FINOPT" check --jobs $jobs --reproducible --format ndjson --method labels,fin two-nodes.json - <in >out &
    exec 3>in 4<out
    timeout 60 sh -c 'for i in 1 2 3 4; do read -r line && printf "%s\n" "$line"; done' <&4 >begin
    wc -l <begin
    cat infeasible.json >&3
    exec 3>&-
    cat begin - <&4 | cmp - whole
    exec 4<&-
    wait
done
"$FINOPT" check --reproducible --format ndjson --method labels,fin --output file two-nodes.json - <in &
exec 3>in
[ ! -e file ] || echo "the file is there"
cat infeasible.json >&3
exec 3>&-
wait
cmp file whole
"$FINOPT" check --reproducible --format ndjson two-nodes.json tight.json >/dev/full
echo "exit status $?"
