#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes the instances of instances/transformer/ into the directory OUTDIR; transformer.table says which.
#
#   make_transformer.sh OUTDIR
set -eu

if [ $# -ne 1 ]; then
    echo "usage: $0 OUTDIR" >&2
    exit 2
fi
here=$(dirname "$0")
"$here/../multi/make_multi.sh" "$1" "$here/transformer.table"
