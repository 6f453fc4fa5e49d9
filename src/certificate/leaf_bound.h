/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_LEAF_BOUND_H
#define FINOPT_CERTIFICATE_LEAF_BOUND_H

#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "certificate/least_path.h"
#include "certificate/path_cost.h"
#include "certificate/path_list.h"
#include "certificate/path_space.h"

struct arena;
struct certificate_node;
struct problem;

/* Where the walk through the tree stands: everything that a leaf or a list depends on. */
struct proof_state {
    const struct problem *problem;
    struct path_space *spaces; /* [class_count] */
    size_t class_count;
    size_t *classes;         /* [application_count] class of each application */
    int64_t floor_quanta;    /* to be proved: no plan below the node costs less */
    struct active_row *rows; /* [row_count] the branches above, from the root */
    size_t row_count;
    const struct path_list **lists; /* [application_count] the paths left; NULL: all */
    struct price_table prices;      /* of the node at hand; all 0 between nodes */
    struct path_effort effort;
};

enum leaf_answer {
    LEAF_CLOSED, /* no plan below costs less than the floor */
    LEAF_OPEN,   /* that does not follow */
    LEAF_STOPPED /* a limit came first */
};

/*
 * Both expect the prices of `node` in the state, `price_sum` being the sum of price * right side over all of
 * its rows; `scratch` is rewound.
 */
enum leaf_answer leaf_close(struct proof_state *state, struct arena *scratch,
                            const struct certificate_node *node, int128 price_sum);

/*
 * The lists below a list node, in `arena`: `*lists` for all applications; adds the paths of each list to
 * `*paths`. LEAF_CLOSED if done. An application without any path has an empty list.
 */
enum leaf_answer leaf_list(const struct path_list ***lists, int64_t *paths, struct proof_state *state,
                           struct arena *arena, struct arena *scratch, const struct certificate_node *node,
                           int128 price_sum);

#endif
