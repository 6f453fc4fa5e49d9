# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Graphs that cannot be read, or not be made a chain, are refused with the place and the reason.
cd profiles || exit 1
refused() {
    format=$1
    shift
    rm -f out.json
    "$FINOPT" import "$format" --network edge-network.json --times edge= --input-bytes 1 --output out.json "$@" 2>&1
    echo "exit status $?"
    [ ! -e out.json ] || echo "written"
}
# change FORMAT FILE SED: the file with one thing changed.
change() {
    sed "$3" "$2" >changed
    refused "$1" --batch 2 changed
}
refused pipedream residual.txt
refused msr-fiddle bert-excerpt.json
refused pipedream --batch 0 residual.txt
change pipedream residual.txt 's/^node3/node2/'
change pipedream residual.txt 's/^node3/layer3/'
change pipedream residual.txt 's/node3$/node33/'
change pipedream residual.txt '/node3/s/forward_/foreward_/'
change pipedream residual.txt '/node3/s/backward_compute_time=4.000, //'
change pipedream residual.txt '/node3/s/backward_compute_time=4.000/forward_compute_time=4.000/'
change pipedream residual.txt '/node3/s/=2.000/=-2.000/'
change pipedream residual.txt 's/^node3 .*/node3 -- Conv2d/'
change pipedream residual.txt 's/2048.0; /2048.0, /'
change pipedream residual.txt '$s/$/\n\tnode7 -- node2/'
change pipedream residual.txt 's/forward_compute_time=[1-9]/forward_compute_time=0/'
change pipedream residual.txt '/^.node[46] --/d'
change pipedream residual.txt 's/parameter_size=200.000/parameter_size=1e16/'
change msr-fiddle bert-excerpt.json 's/"id": 3/"id": 1/'
change msr-fiddle bert-excerpt.json '/node6/s/false/true/'
change msr-fiddle bert-excerpt.json '/node6/s/"supportedOnFpga": 1/"supportedOnFpga": 0/'
change msr-fiddle bert-excerpt.json '/node6/s/"colorClass": 6/"colorClass": 5/'
change msr-fiddle bert-excerpt.json '/node6/s/"fpgaLatency": 3.608/"fpgaLatency": "3.608"/'
change msr-fiddle bert-excerpt.json 's/"destId": 6/"destId": 7/'
change msr-fiddle bert-excerpt.json 's/{"sourceId": 4, "destId": 5/{"sourceId": 3, "destId": 5/'
change msr-fiddle bert-excerpt.json '/node3/s/131325952.0/4194303.0/'
change msr-fiddle bert-excerpt.json 's/"sourceId": 4, "destId": 5/"sourceId": 6, "destId": 5/'
change msr-fiddle bert-excerpt.json 's/"maxCPUs": 8, //; s/maxFPGAs/maxFpgas/'
change msr-fiddle bert-excerpt.json '$d'
# Exits from elsewhere.
exits() {
    printf '%b' "$1" >exits.csv
    refused pipedream --batch 2 --exits exits.csv residual.txt
}
exits 'block,exit_accuracy,time_s\n'
exits 'block,exit_fraction\n'
exits 'block,exit_accuracy,exit_accuracy\n'
exits 'block,exit_accuracy\nnode9,0.5\n'
exits 'block,exit_accuracy,exit_macs\nnode2,,5\n'
exits 'block,exit_accuracy\nnode2,0.5\n'
