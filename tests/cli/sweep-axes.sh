# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Every method along one axis and two; what they read is what a file with that value in it would say. A picture
# of the gap, which is XML; in one along the deadline only FIN has a line for each gamma.
file=$ROOT/instances/paper/b-alexnet-cifar10-a80-d5ms.json
"$FINOPT" sweep --reproducible --gamma 1:1000:4 --max-latency 3ms,0.006563638 "$file"
"$FINOPT" sweep --reproducible --method labels --min-accuracy 50%:0.9:3 --format csv "$file"
"$FINOPT" sweep --reproducible --method labels --rate 2 --format json "$file"
sed 's/"max_latency_s": 0.005/"max_latency_s": 0.005, "rate_per_s": 2/' "$file" |
    "$FINOPT" solve --reproducible --format json - | grep '"energy"'
"$FINOPT" sweep --reproducible --gamma 1:300 --plot gap --format svg --output gap.svg "$file"
xmllint --noout gap.svg
"$FINOPT" sweep --reproducible --max-latency 20ms,1s --application microphone two-applications.json
"$FINOPT" sweep --gamma 10,100 --max-latency 3ms:7ms:9 --format svg "$file" | sed -n 's/.*>\(fin[^<]*\|labels[^<]*\)<.*/\1/p'
"$FINOPT" sweep --gamma 10,100 --max-latency 3ms:7ms:9 --plot gap-ecdf --format svg --output gaps.svg "$file"
xmllint --noout gaps.svg
sed -n 's/.*>\(gap at[^<]*\|fin[^<]*\|labels[^<]*\)<.*/\1/p' gaps.svg
"$FINOPT" sweep --gamma 1,2 --method greedy --format svg two-nodes.json 2>/dev/null | sed -n 's/.*>\([^<]*proved[^<]*\)<.*/\1/p'
