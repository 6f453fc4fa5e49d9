/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_ROOM_H
#define FINOPT_CERTIFICATE_ROOM_H

#include "certificate/path_group.h"
#include "certificate/proof_state.h"

struct arena;

/*
 * Finds what is left to every group at the node where the walk stands: `left` of each, in `arena`.
 * LEAF_CLOSED if an application has no path left, so that there is no plan below the node; else LEAF_OPEN, or
 * LEAF_STOPPED. Starts from the state's roots, if they are known. O(arcs) for each group and row that can
 * bind, as often as something goes; nothing for those where nothing can.
 */
enum leaf_answer room_find(struct path_groups *groups, struct proof_state *state, struct arena *arena);

/* The state's roots, before the walk, in `arena`: what is left to each class without any branch. */
enum leaf_answer room_find_roots(struct proof_state *state, struct arena *arena);

#endif
