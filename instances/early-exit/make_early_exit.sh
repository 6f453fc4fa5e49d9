#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes the instances of instances/early-exit/ into the directory OUTDIR; early-exit.table says which.
#
#   make_early_exit.sh OUTDIR
set -eu

if [ $# -ne 1 ]; then
    echo "usage: $0 OUTDIR" >&2
    exit 2
fi
here=$(dirname "$0")
"$here/../multi/make_multi.sh" "$1" "$here/early-exit.table"
