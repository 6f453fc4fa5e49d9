#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# bench/merge_rows.sh FIELDS OLD NEW prints both CSV files in one: their first FIELDS fields name an instance, the next a
# solver. A row of NEW takes the place of the one of OLD; one that OLD does not have comes after the instance's others.
set -eu
awk -F , -v fields="${1:?usage: bench/merge_rows.sh FIELDS OLD NEW}" '
function print_new(key) {
    if (key in fresh) print fresh[key]
    delete fresh[key]
}
function print_rest(instance,    keys, n, i) {
    n = split(fresh_keys[instance], keys, "\n")
    for (i = 1; i < n; i++) print_new(keys[i])
}
FNR == 1 { if (NR == 1) print; next }
{
    instance = $1
    for (i = 2; i <= fields; i++) instance = instance "," $i
    key = instance "," $(fields + 1)
    if (!(instance in last)) order[++instances] = instance
}
FILENAME == ARGV[1] {
    fresh[key] = $0
    fresh_keys[instance] = fresh_keys[instance] key "\n"
    last[instance] = 0
    next
}
{
    row[++rows] = $0
    row_key[rows] = key
    row_instance[rows] = instance
    last[instance] = rows
}
END {
    for (i = 1; i <= rows; i++) {
        if (row_key[i] in fresh) print_new(row_key[i])
        else print row[i]
        if (last[row_instance[i]] == i) print_rest(row_instance[i])
    }
    for (i = 1; i <= instances; i++) print_rest(order[i])
}' "$3" "$2"
