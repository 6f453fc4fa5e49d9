#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Is this solver here, and which one is it? bench/peer_version.sh SOLVER prints `name: version`; a solver that is not here
# is named as left out, on standard error, with status 1. Where there is no `highs`, two packages that bring HiGHS will do:
# `highs-scipy` is Debian's python3-scipy (native code), `highs-wasm` the npm package `highs` (WebAssembly; NODE_PATH names
# its folder if it is not one that node looks in).
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
highs-scipy)
    ! command -v highs >/dev/null || exit 1
    version=$("$(dirname "$0")/peers/highs_scipy.py" VERSION 2>/dev/null |
        awk 'NR == 1 { scipy = $0 } /^Running HiGHS/ { print $2, $3, "of", scipy }')
    [ -n "$version" ] || leave_out "here as python3-scipy"
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
