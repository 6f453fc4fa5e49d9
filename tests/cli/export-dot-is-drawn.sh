# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Graphviz and an XML parser accept what is written, of every teaching instance and of one with awkward names.
for file in "$ROOT"/instances/teaching/*.json names-awkward.json shared.json; do
    for graph in extended feasible plan; do
        "$FINOPT" export --format dot --graph $graph --gamma 12 "$file" >picture.dot 2>error.txt
        status=$?
        # Where there is no plan there is no picture of it.
        [ $status -eq 3 ] && [ $graph = plan ] && grep -q 'no plan' error.txt && continue
        [ $status -eq 0 ] || echo "$graph of $file: $status"
        dot -Tsvg picture.dot >picture.svg || echo "dot: $graph of $file"
        "$FINOPT" export --format graphml --graph $graph --gamma 12 "$file" >picture.xml
        xmllint --noout picture.xml || echo "xmllint: $graph of $file"
        # The same graph in both.
        vertices=$(grep -c '^ *v[0-9]* \[label=' picture.dot)
        arcs=$(grep -c '^ *v[0-9]* -> v[0-9]* \[label=' picture.dot)
        [ "$(grep -c '<node ' picture.xml) $(grep -c '<edge ' picture.xml)" = "$vertices $arcs" ] ||
            echo "sizes differ: $graph of $file"
    done
done
