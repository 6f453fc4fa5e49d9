/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_CUT_CHECK_H
#define FINOPT_CERTIFICATE_CUT_CHECK_H

#include "certificate/path_group.h"
#include "certificate/proof_state.h"

struct arena;

/*
 * Does the cut hold for the paths left, as room_find() found them? LEAF_CLOSED if it does, LEAF_OPEN if not.
 * The groups must be such that their applications count the same. `scratch` is rewound. O(arcs * at_most)
 * for each group that counts, and O(applications * at_most^2) to join them; stopped if a sweep needs more
 * than FLOOR_CELL_LIMIT cells.
 */
enum leaf_answer cut_check(struct proof_state *state, struct arena *scratch, const struct path_groups *groups,
                           const struct active_cut *cut);

/*
 * Tells applications of one kind apart that do not count the same: new kinds in `arena`, numbered from 0.
 * O(applications^2 * counts).
 */
void cut_tell_apart(struct proof_state *state, struct arena *arena, const struct certificate_cut *cut);

#endif
