/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_FIN_H
#define FINOPT_SOLVE_FIN_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * FIN: extended graph, feasible graph at resolution `gamma`, least-energy path. With ceil the plan is the
 * path of least energy, and the path of the floor graph gives the lower bound (F3); equal energies prove the
 * plan optimal. With floor the path is a plan, and optimal, only if it happens to meet the deadline. Several
 * applications, or capacities that may bind: solve/fin_joint.h. Signature as in solve/solver.h. O(gamma *
 * arcs). Reference: Singhal et al., INFOCOM 2024; rounding as Xue et al., ToN 2007.
 */
enum status fin_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, const struct solve_options *options,
                      struct error *error);

#endif
