/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_LABELS_H
#define FINOPT_SOLVE_LABELS_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * Exact label setting on the extended graph: Pareto fronts of (latency, energy) per vertex in topological order,
 * in integers, for any deadline. Labels are dropped when another at the vertex is no slower and no dearer, when the deadline
 * is out of reach, and when a Lagrangian bound shows that no completion beats the incumbent.
 * OPTIMAL or INFEASIBLE unless a limit comes first; then FEASIBLE with a proved bound. Signature as in solve/solver.h.
 * Sources: Desrochers & Soumis, INFOR 1988; Dumitrescu & Boland, Networks 2003.
 */
enum status labels_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                         const struct problem *problem, const struct solve_options *options, struct error *error);

#endif
