# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A profile in CSV becomes an instance whose numbers are those of the profile and which is proved and lint-clean.
cd profiles || exit 1
"$FINOPT" import csv --network edge-network.json --source "invented" --licence CC0-1.0 --output net.json three-blocks.csv
cat net.json
"$FINOPT" check net.json | sed -n '$p'
"$FINOPT" lint net.json
# Operations instead of times, a batch of ten, a factor, other limits, a byte per value.
printf 'block,macs,output_bytes\na,1e9,40\nb,2.5e9,0\n' |
    "$FINOPT" import csv --network edge-network.json --batch 10 --bits 8 --input-bytes 100 --rate 2 \
        --max-latency 0.5 --min-accuracy 90% --name macs - >macs.json
sed -n '/"models"/,$p' macs.json
"$FINOPT" lint macs.json
