/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_EACH_APPLICATION_H
#define FINOPT_SOLVE_EACH_APPLICATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * Several applications, each by itself: what a method that knows one application and no shared capacity says
 * about all of them. `solve_one` gets the problem with one application; (P6)-(P8) are not its concern. The
 * answers are put together:
 *
 *   one is INFEASIBLE                      INFEASIBLE, that application being the proof
 *   all have plans, and together they fit  OPTIMAL if all are, since no sum can be less; else FEASIBLE
 *   otherwise                              UNKNOWN; the note says why
 *
 * The sum of their bounds is a bound. The combined plan is checked against (P6)-(P8).
 */
typedef enum status single_solver(struct solution *solution, struct arena *arena, struct arena *scratch,
                                  const struct problem *problem, const struct solve_options *options,
                                  struct error *error);

enum status solve_each_application(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   single_solver *solve_one, struct error *error);

/*
 * Is the problem *single*: one application, and every row (P6)-(P8) dropped by presolve? Then it is a
 * restricted shortest path in the extended graph. `scratch` is rewound.
 */
bool problem_is_single(const struct problem *problem, struct arena *scratch);

#endif
