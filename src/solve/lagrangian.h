/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_LAGRANGIAN_H
#define FINOPT_SOLVE_LAGRANGIAN_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * Lagrangian bound for several applications: prices on the shared rows (P6)-(P8) part the problem into
 * one constrained path per application, found by label setting. Prices come from a subgradient search in
 * floating point; each bound is recomputed in integers, with integer prices over a common denominator, so
 * it is a proof whatever the search did:
 *
 *   D * optimum  >=  sum over applications of the least (D * energy + prices * loads)  -  prices * capacities
 *
 * Also keeps the cheapest plan it meets, FIN improved being the first. FEASIBLE with plan and bound, OPTIMAL
 * when they meet, UNKNOWN with the bound alone; INFEASIBLE if an application has no plan by itself, or the
 * bound exceeds what any plan can cost. Source: Held, Wolfe, Crowder, Math. Programming 6 (1974); safe bounds
 * as Held, Cook, Sewell, Math. Programming Computation 4 (2012).
 */
enum status lagrangian_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                             const struct problem *problem, const struct solve_options *options,
                             struct error *error);

#endif
