# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# What PipeEdge's files must not be, and what of YAML is not read.
cd profiles || exit 1
refused() {
    rm -f out.json
    "$FINOPT" import pipeedge --network edge-network.json --times edge=RCC-VE-C2558 --output out.json "$@" 2>&1
    echo "exit status $?"
    [ ! -e out.json ] || echo "written"
}
models() {
    sed "$1" vit-models.yml >models
    refused models vit-devices.yml
}
devices() {
    sed "$1" vit-devices.yml >devices
    refused vit-models.yml devices
}
yaml() {
    printf '%b' "$1" >models
    refused models vit-devices.yml
}
refused vit-models.yml
refused --model google/vit vit-models.yml vit-devices.yml
refused --batch 4 vit-models.yml vit-devices.yml
models 's/layers: 0/layers: 1/'
models 's/layers: 4/layers: 3/'
models 's/layers: 4/layers: 4.5/'
models 's/layers: 4/layers: [4]/'
models 's/18.89/-18.89/'
models '/parameters_in: 1/d'
models 's/parameters_out: \[302592.*/parameters_out: 302592/'
models 's/vit-base/vit-large/'
devices 's/batch_size: 8/batch_size: 0/'
devices '0,/batch_size: 8/s//batch_size: 4/'
devices '/^      time_s.*2$/d; s/, 0.28465914726257324,//'
devices 's/^RCC-VE-C2558/RCC VE/'
devices '$d'
devices '$s/$/\n      times: 5/'
devices 's/float32/float16/'
models '$s/$/\n  batch: 5/'
yaml '# only a comment\n'
yaml 'a: "b"\n'
yaml 'a: &b\n'
yaml 'a: {b: 1}\n'
yaml 'a: |\n  text\n'
yaml 'a: 1\na: 2\n'
yaml 'a: 1\n---\nb: 2\n'
yaml 'a:\n\tb: 1\n'
yaml 'a: 1\n  b: 2\n'
yaml '  a: 1\nb: 2\n'
yaml 'a:\n  - 1\n  b: 2\n'
yaml 'a: [1,, 2]\n'
yaml 'a: [1, 2] 3\n'
yaml 'a\n'
yaml '- a\n'
yaml 'a:\n-\n'
yaml 'a: 1\000\n'
yaml 'a:\n - - - - - - - - - - - - - - - - - - - - b\n'
