#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Which optimum does HiGHS prove for an LP file, where its own program is not at hand but Debian's python3-scipy, which brings
# it as native code? Prints the words of that program that bench/solve_lp.sh reads, and the processor time of the
# solver alone: neither the start of Python nor reading the file counts, which takes Python longer than HiGHS.
#
#   highs_scipy.py VERSION            prints the versions of SciPy and, in a line of HiGHS itself, of HiGHS
#   highs_scipy.py FILE.lp
#
# Reads of the CPLEX LP format what src/lp/lp_writer.c writes: a minimum, one row per relation, all lower bounds 0 unless
# said otherwise.
import sys
import time

import numpy
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

SECTIONS = ("Minimize", "Subject To", "Bounds", "General", "Binary", "End")
NUMBER_BEGINS = "0123456789+-"


class Program:
    def __init__(self):
        self.columns = {}  # name: index
        self.costs = {}  # by column, as the bounds
        self.lower = {}
        self.upper = {}
        self.integers = set()
        self.row_begins = [0]
        self.entry_columns = []
        self.entry_values = []
        self.row_lower = []
        self.row_upper = []

    def column(self, name):
        return self.columns.setdefault(name, len(self.columns))

    def sum(self, tokens):
        """Terms `+ 3 x`, `- y` as (column, value)."""
        value = 1
        for token in tokens:
            if token in "+-":
                value = int(token + "1")
            elif token[0] in NUMBER_BEGINS:
                value *= int(token)
            else:
                yield self.column(token), value

    def add_row(self, tokens):
        *terms, relation, side = tokens
        for column, value in self.sum(terms):
            self.entry_columns.append(column)
            self.entry_values.append(value)
        self.row_begins.append(len(self.entry_columns))
        self.row_lower.append(-numpy.inf if relation == "<=" else int(side))
        self.row_upper.append(numpy.inf if relation == ">=" else int(side))

    def bound(self, tokens):
        if tokens[-1] == "free":
            tokens = ["-inf", "<=", tokens[0]]
        if len(tokens) == 5:
            self.bound(tokens[2:])
            tokens = tokens[:3]
        if tokens[1] != ">=" and tokens[0][0] in NUMBER_BEGINS:
            tokens = [tokens[2], ">=", tokens[0]]
        name, relation, value = tokens
        if relation != "<=":
            self.lower[self.column(name)] = float(value)
        if relation != ">=":
            self.upper[self.column(name)] = float(value)


def sums(lines):
    """The tokens of each `name: ...` without its name, over as many lines as it takes."""
    tokens = []
    for line in lines:
        words = line.split()
        if words[0].endswith(":"):
            if tokens:
                yield tokens
            tokens = words[1:]
        else:
            tokens += words
    if tokens:
        yield tokens


def read(path):
    parts = {section: [] for section in SECTIONS}
    part = None
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.rstrip() in SECTIONS:
                part = parts[line.rstrip()]
            elif not line.startswith("\\") and line.strip():
                part.append(line)
    program = Program()
    for tokens in sums(parts["Minimize"]):
        program.costs.update(program.sum(tokens))
    for tokens in sums(parts["Subject To"]):
        program.add_row(tokens)
    for line in parts["Bounds"]:
        program.bound(line.split())
    for line in parts["General"] + parts["Binary"]:
        program.integers.add(program.column(line.strip()))
    for line in parts["Binary"]:
        program.upper[program.column(line.strip())] = 1
    return program


def solve(program):
    count = len(program.columns)
    shape = (len(program.row_lower), count)
    entries = (numpy.array(program.entry_values, dtype=float), program.entry_columns, program.row_begins)
    begin_s = time.process_time()
    result = milp(
        [program.costs.get(column, 0) for column in range(count)],
        integrality=[column in program.integers for column in range(count)],
        bounds=Bounds(
            [program.lower.get(column, 0) for column in range(count)],
            [program.upper.get(column, numpy.inf) for column in range(count)],
        ),
        constraints=LinearConstraint(csr_array(entries, shape=shape), program.row_lower, program.row_upper),
        options={"mip_rel_gap": 0},
    )
    return result, time.process_time() - begin_s


if sys.argv[1] == "VERSION":
    print(f"SciPy {scipy.__version__}", flush=True)
    milp([1], integrality=[1], bounds=Bounds(0, 1), options={"disp": True})
else:
    answer, took_s = solve(read(sys.argv[1]))
    print(f"  Status            {'Optimal' if answer.status == 0 else answer.message}")
    if answer.fun is not None:
        print(f"  Primal bound      {answer.fun:.17g}")
    print(f"  Seconds           {took_s:.6f}")
