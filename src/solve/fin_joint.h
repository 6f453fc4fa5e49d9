/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_FIN_JOINT_H
#define FINOPT_SOLVE_FIN_JOINT_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * FIN for several applications, or for one under capacities: one after the other on what is left, in the
 * order of `options->order`; with `options->improve` followed by a local search: remove and reinsert one
 * application until none can improve, and pairs. An application that finds no place may, with improve, push
 * one other aside.
 *
 * FEASIBLE with the sum of the floor graphs' energies as a bound (F3), OPTIMAL when they are equal; UNKNOWN
 * if an application found no place, and the note names it and the resource that was full; INFEASIBLE if one
 * has no plan even alone. O(applications^2 * gamma * arcs * depth) with improve, linear in applications
 * without.
 */
enum status fin_joint_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                            const struct problem *problem, const struct solve_options *options,
                            struct error *error);

#endif
