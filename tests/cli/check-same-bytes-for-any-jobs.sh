# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Neither the number of jobs nor a second run changes a byte.
mkdir many
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    cp two-nodes.json many/a$i.json
    cp infeasible.json many/b$i.json
    cp malformed.json many/c$i.json
done
for format in text json ndjson; do
    "$FINOPT" check --reproducible --format $format --jobs 1 many >one 2>one.err
    for jobs in 2 3 50; do
        "$FINOPT" check --reproducible --format $format --jobs $jobs many >other 2>other.err
        cmp one other && cmp one.err other.err || exit 1
    done
done
tail -n 1 one
