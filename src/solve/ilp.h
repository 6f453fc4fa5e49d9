/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_ILP_H
#define FINOPT_SOLVE_ILP_H

#include <stdbool.h>

#include "base/error.h"

struct arena;
struct formulation;
struct problem;
struct solution;
struct solve_options;

/*
 * An integer program, by the formulation that the options name, and GLPK's branch and bound; one or several
 * applications, capacities included. Signature and ownership as in solve/solver.h.
 *
 * Exact: every plan returned meets (P1)-(P8) and has the energy stated, in integers; "no path"
 * infeasibility. GLPK's word, in floating point with coefficients up to 1e9: that a plan is optimal, that
 * there is none (the proof says so), and the bound of a FEASIBLE answer (the note says so). The formulation
 * `feasible_graph` with ceil does not have every plan and claims neither.
 *
 * STATUS_UNSUPPORTED: a numerically unsafe coefficient, by name. STATUS_SOLVER: GLPK failed, or its answer
 * is not a plan, or its objective is not the plan's energy.
 */
enum status ilp_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, const struct solve_options *options,
                      struct error *error);

/* The formulation that the options ask for, and its name. */
const struct formulation *ilp_formulation(const struct solve_options *options);
const char *ilp_formulation_name(const struct solve_options *options);

/* May it claim OPTIMAL and INFEASIBLE under these options? */
bool ilp_is_exact(const struct solve_options *options);

#endif
