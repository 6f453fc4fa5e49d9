/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_CLOUD_H
#define FINOPT_SOLVE_CLOUD_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * Baseline `cloud`: every block at the fastest node, for each accurate configuration; the cheapest that is
 * feasible. A block that may not run there, or before a link leads there, stays where its input is. The
 * fastest node is the one on which the plan computes for the least time, wherever it is. Signature as in
 * solve/solver.h. O(configurations * nodes * depth).
 */
enum status cloud_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                        const struct problem *problem, const struct solve_options *options,
                        struct error *error);

#endif
