# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# What is wrong with a profile or with what is said about it is named with its place or its reason, and nothing is written.
cd profiles || exit 1
refused() {
    rm -f out.json
    "$FINOPT" import --output out.json "$@" 2>&1
    echo "exit status $?"
    [ ! -e out.json ] || echo "written"
}
rows() {
    printf '%b' "$1" >rows.csv
    shift
    refused csv --network edge-network.json "$@" rows.csv
}
refused
refused cvs --network edge-network.json three-blocks.csv
refused csv --network edge-network.json
refused csv three-blocks.csv
refused csv --network no-such.json three-blocks.csv
refused csv --network edge-network.json no-such.csv
refused csv --network edge-network.json --model vit three-blocks.csv
refused csv --network - -
refused csv --network edge-network.json --exits - -
rows ''
rows '# only a comment\n'
rows 'block,output_bytes\n'
rows 'name,output_bytes,macs\n'
rows 'block,output_bytes,macs,ops\n'
rows 'block,output_bytes,time_ms:device,time_s:device\n'
rows 'block,output_bytes,time_ms:de vice\n'
rows 'block,output_bytes,macs:device\n'
rows 'block,output_bytes,macs\n'
rows 'block,output_bytes,macs\na,1\n'
rows 'block,output_bytes,macs\n"a"b,1,2\n'
rows 'block,output_bytes,macs\n"a,1,2\n'
rows 'block,output_bytes,macs\na"b,1,2\n'
rows '\357\273\277block,output_bytes,macs\r\na,1,\r\n'
rows 'block,output_bytes,macs\na,-1,2\na,0x10,inf\nb c,1e19,1.5.2\nd,,\n'
rows 'block,output_bytes,macs,memory_bytes,exit_accuracy,exit_fraction\na,1,2,0.5,75,\nb,1,2,,,0.5\n'
rows 'block,output_bytes,time_s:gpu\na,1,2\n' --input-bytes 1
rows 'block,output_bytes,time_s\na,1,2\n' --input-bytes 1
rows 'block,output_bytes,macs\na,1,2\n'
rows 'block,output_bytes,time_s\na,1,2\nb,0,\n' --input-bytes 1 --times edge=
rows 'block,output_bytes,macs,exit_accuracy\na,1,2,0.5\nb,0,2,\n' --input-bytes 1
rows 'block,output_bytes,macs,exit_accuracy,exit_fraction\na,1,2,0.5,0.2\nb,0,2,0.9,0.7\n' --input-bytes 1
for times in edge edge=x far= 'edge=*' 'edge=*0' 'edge=,edge=*2'; do
    rows 'block,output_bytes,time_s\na,1,2\n' --input-bytes 1 --times "$times"
done
