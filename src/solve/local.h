/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_LOCAL_H
#define FINOPT_SOLVE_LOCAL_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * Baseline `local`: every block at the application's source, in the configuration of least energy for which
 * that is feasible. Signature as in solve/solver.h. O(configurations * depth).
 */
enum status local_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                        const struct problem *problem, const struct solve_options *options,
                        struct error *error);

#endif
