/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_GREEDY_H
#define FINOPT_SOLVE_GREEDY_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * Baseline `greedy`: block after block to the node that costs least energy now and keeps the deadline
 * reachable, for each accurate configuration; the cheapest result. Ties: file order of the nodes.
 * Signature as in solve/solver.h. O(configurations * depth * (nodes + links)).
 */
enum status greedy_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                         const struct problem *problem, const struct solve_options *options,
                         struct error *error);

#endif
