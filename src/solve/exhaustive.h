/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_EXHAUSTIVE_H
#define FINOPT_SOLVE_EXHAUSTIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct plan;
struct problem;
struct solution;
struct solve_options;

/*
 * Plain enumeration: every accurate configuration, every sequence of nodes joined by links, for every
 * application; only a capacity that is already exceeded cuts a beginning off. The referee of the tests: so
 * simple that it is obviously right. UNKNOWN when there are more plans, or more dead
 * ends at some block, than options->enumeration_limit. Signature as in solve/solver.h. O((plans + dead ends)
 * * depth).
 */
enum status exhaustive_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                             const struct problem *problem, const struct solve_options *options,
                             struct error *error);

/* Gets every feasible plan, its energy and the latency of its first application; the plan is valid during the
 * call only. False: stop. */
typedef bool exhaustive_visitor(void *context, const struct plan *plan, int64_t energy_quanta,
                                int64_t latency_quanta);

/*
 * Calls `visit` for every plan that meets (P1)-(P8), configurations in order, nodes in lexicographic order of
 * their place in the file. STATUS_UNSUPPORTED if there are more than options->enumeration_limit
 * plans to look at. `scratch` is rewound.
 */
enum status exhaustive_list(const struct problem *problem, struct arena *scratch,
                            const struct solve_options *options, exhaustive_visitor *visit, void *context,
                            struct error *error);

/*
 * Sequences of nodes that meet (P1)-(P3) over all accurate configurations, before any deadline; INT64_MAX if
 * they are more than that. O(configurations * depth * (nodes + links)).
 */
int64_t exhaustive_count(const struct problem *problem, struct arena *scratch);

#endif
