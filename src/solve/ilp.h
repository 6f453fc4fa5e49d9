/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_ILP_H
#define FINOPT_SOLVE_ILP_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * The arc-flow integer program by GLPK's branch and bound; one or several applications, capacities
 * included. Signature and ownership as in solve/solver.h.
 *
 * Exact: every plan returned meets (P1)-(P8) and has the energy stated, in integers; "no path"
 * infeasibility. GLPK's word, in floating point with coefficients up to 1e9: that a plan is optimal, that
 * there is none (the proof says so), and the bound of a FEASIBLE answer (the note says so).
 *
 * STATUS_UNSUPPORTED: a numerically unsafe coefficient, by name. STATUS_SOLVER: GLPK failed, or its answer
 * is not a plan, or its objective is not the plan's energy.
 */
enum status ilp_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, const struct solve_options *options,
                      struct error *error);

#endif
