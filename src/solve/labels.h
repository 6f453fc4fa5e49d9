/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_LABELS_H
#define FINOPT_SOLVE_LABELS_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * Method `labels`: exact label setting (solve/label_setting.h) on the pruned extended graph. OPTIMAL or
 * INFEASIBLE unless a limit comes first; then FEASIBLE with a proved bound. With several applications, or
 * capacities that may bind, the sum of the single optima is a bound, and a proof when the plans happen
 * to fit together; UNKNOWN otherwise. Signature as in solve/solver.h.
 */
enum status labels_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                         const struct problem *problem, const struct solve_options *options,
                         struct error *error);

#endif
