/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_LEAF_BOUND_H
#define FINOPT_CERTIFICATE_LEAF_BOUND_H

#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "certificate/proof_state.h"

struct arena;
struct certificate_node;

/*
 * Both expect the prices of `node` in the state, `price_sum` being the sum of price * right side over all of
 * its rows; `scratch` is rewound.
 */
enum leaf_answer leaf_close(struct proof_state *state, struct arena *scratch,
                            const struct certificate_node *node, int128 price_sum);

/*
 * The lists below a list node, in `arena`: `*lists` for all applications; adds the paths of each list to
 * `*paths`. LEAF_CLOSED if done. If an application has no path all
 * lists may be empty.
 */
enum leaf_answer leaf_list(const struct path_list ***lists, int64_t *paths, struct proof_state *state,
                           struct arena *arena, struct arena *scratch, const struct certificate_node *node,
                           int128 price_sum);

#endif
