/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_PATH_GROUP_H
#define FINOPT_CERTIFICATE_PATH_GROUP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/checked.h"
#include "certificate/path_cost.h"
#include "certificate/path_list.h"
#include "certificate/paths_left.h"

struct arena;
struct proof_state;

/*
 * Applications of one class that stand in the same branch rows and count the same in all cuts: they have the
 * same paths at the same costs.
 */
struct path_group {
    size_t class;
    size_t application; /* the first of them */
    const size_t *rows; /* [row_count] into the state's */
    size_t row_count;
    const struct path_list *list; /* of the list above; NULL: there is none */
    size_t count;                 /* of applications */
    struct paths_left left;       /* once room_find() has found it */
    int128 value;                 /* at most the least cost */
    bool is_exact;
};

struct path_groups {
    struct path_group *groups; /* [count] */
    size_t count;
    size_t *group_of; /* [application_count] */
};

/* The groups at the node where the walk stands, in `arena`. O(applications * groups of a class). */
void path_groups_build(struct path_groups *groups, struct arena *arena, const struct proof_state *state);

/* What the paths of a group cost at the prices of the state, in `arena`; of arcs, only what is left. */
void path_group_cost(struct path_cost *cost, struct arena *arena, const struct proof_state *state,
                     const struct path_group *group);

/* The same before it is known what is left. */
void path_group_cost_of_all(struct path_cost *cost, struct arena *arena, const struct proof_state *state,
                            const struct path_group *group);

#endif
