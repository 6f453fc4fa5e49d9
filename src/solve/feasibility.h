/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_FEASIBILITY_H
#define FINOPT_SOLVE_FEASIBILITY_H

struct arena;
struct plan;
struct problem;
struct solve_options;

enum feasibility { FEASIBILITY_YES, FEASIBILITY_NO, FEASIBILITY_UNKNOWN };

/*
 * Is there a plan at all? Energy does not matter. Where nothing is shared, by least latencies, exactly, and
 * the plan is the fastest one; else by the first method that knows, quickest first: FIN with improvement,
 * enumeration, the Lagrangian bound, the integer program. UNKNOWN when the deadline of `options` came first.
 * The plan of YES, in `arena`, goes to `*plan` unless that is NULL. `scratch` is rewound.
 */
enum feasibility feasibility_ask(const struct plan **plan, struct arena *arena, struct arena *scratch,
                                 const struct problem *problem, const struct solve_options *options);

#endif
