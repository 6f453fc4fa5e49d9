#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes the instances of instances/vision/ into the directory OUTDIR; vision.table says which.
#
#   make_vision.sh OUTDIR
set -eu

if [ $# -ne 1 ]; then
    echo "usage: $0 OUTDIR" >&2
    exit 2
fi
here=$(dirname "$0")
"$here/../multi/make_multi.sh" "$1" "$here/vision.table"
