/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BRANCH_AND_PRICE_H
#define FINOPT_SOLVE_BRANCH_AND_PRICE_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * Branch and price: exact for any number of applications on shared resources. The master program chooses
 * among the paths known so far (GLPK, in floating point, as a guide), label setting finds better paths at its
 * prices, and the Lagrangian bound at those prices, rounded to integers, is a proof by itself. What the bound
 * leaves open is listed path by path when it is little, and split otherwise. Signature and ownership as in
 * solve/solver.h.
 *
 * OPTIMAL and INFEASIBLE rest on integers alone. At a limit FEASIBLE, or UNKNOWN, with the least bound of
 * what is open. With `wants_certificate` the proof comes with the solution. When GLPK fails, the
 * search goes on with a new master; it never fails itself.
 *
 * Source: Barnhart, Johnson, Nemhauser, Savelsbergh, Vance, Operations Research 46 (1998); Luebbecke &
 * Desrosiers, Operations Research 53 (2005).
 */
enum status branch_and_price_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   struct error *error);

#endif
