/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_COMBINATIONS_H
#define FINOPT_CERTIFICATE_COMBINATIONS_H

#include <stdint.h>

#include "base/checked.h"
#include "certificate/proof_state.h"

struct arena;
struct certificate_node;

/*
 * Does any combination of the paths left cost less than the floor? Expects the prices of `node` in the state,
 * `price_sum` being the sum of price * right side over all of its rows; `scratch` is rewound. LEAF_CLOSED if
 * none does, LEAF_OPEN if one does, which is then a plan. Adds to `*choices` how many partial ones were
 * tried; stopped if more than CHOICE_LIMIT have to be kept.
 */
enum leaf_answer combinations_close(int64_t *choices, struct proof_state *state, struct arena *scratch,
                                    const struct certificate_node *node, int128 price_sum);

#endif
