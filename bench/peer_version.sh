#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Is this solver here, and which one is it? bench/peer_version.sh SOLVER prints `name: version`; a solver that is not here
# is named as left out, on standard error, with status 1. `highs-wasm` is HiGHS as the npm package `highs` brings it
# (npm install highs; NODE_PATH names the folder if it is not one that node looks in), used where `highs` is not.
set -eu
solver=${1:?usage: bench/peer_version.sh SOLVER}
leave_out() {
    echo "$solver is not $1: left out" >&2
    exit 1
}
case $solver in
ilp) echo "$solver: GLPK, in the same program" && exit ;;
highs-wasm)
    ! command -v highs >/dev/null || exit 1
    version=$(node "$(dirname "$0")/peers/highs_npm.js" VERSION 2>/dev/null) || leave_out "here as the npm package highs"
    ;;
*)
    command -v "$solver" >/dev/null || leave_out "on the PATH"
    case $solver in
    cbc) version=$(cbc -quit | sed -n 's/^Version: //p') ;;
    *) version=$("$solver" --version | head -n 1) ;;
    esac
    ;;
esac
echo "$solver: $version"
