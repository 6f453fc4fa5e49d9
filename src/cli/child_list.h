/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_CHILD_LIST_H
#define FINOPT_CLI_CHILD_LIST_H

#include <stddef.h>

struct arena;
struct event_sender;
struct problem;
struct solve_options;

struct child_listing {
    const struct problem *problem;
    const struct solve_options *solve; /* with the deadline of the enumeration */
    size_t limit;                      /* the most plans that are listed */
};

/*
 * Enumerates the feasible plans and sends the cheapest, at most `limit`, cheapest first, each accepted by the
 * verifier; then how many there are and whether these are all. A plan that the verifier rejects is not sent
 * but a finding. Memory is taken from `arena`; `scratch` is rewound.
 */
void child_list_plans(struct event_sender *sender, struct arena *arena, struct arena *scratch,
                      const struct child_listing *listing);

#endif
