/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_PATH_CHOICES_H
#define FINOPT_CERTIFICATE_PATH_CHOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "certificate/choice_set.h"
#include "certificate/least_path.h"
#include "certificate/path_group.h"
#include "certificate/proof_state.h"

struct arena;

/* What all applications use together of something is at most `right`. */
struct shared_limit {
    int64_t right;
    int64_t price;
};

/*
 * The rows that can bind and the branches above, by the indices of the state's: they say what a plan is. Then
 * the cuts with a price, which every plan meets anyway.
 */
struct shared_limits {
    struct shared_limit *limits; /* [count] */
    size_t count;
    size_t firm_count;              /* of rows and branches */
    const struct active_cut **cuts; /* [count - firm_count] */
    size_t *columns; /* [column_count] ascending: those that can bind, one for each use of a choice */
    size_t column_count;
};

/* How many of the columns are rows and branches: the first ones. */
size_t shared_limits_firm(const struct shared_limits *limits);

/* The paths of one group that a plan below the floor may take: in steps, as it becomes known what it may. */
struct path_choices {
    struct path_group *group;
    const struct shared_limits *limits;
    int64_t *cut_counts; /* [block * cuts + cut] of the group's blocks */
    struct path_cost cost;
    struct path_bounds bounds;   /* with arcs */
    const struct left_arc *arcs; /* [arc_count] on paths that are cheap enough, ascending */
    size_t arc_count;
    struct path_list list; /* below a list: those that are */
    int64_t *most;         /* [limits.count] none of them uses more of it */
    struct choice_set set; /* what is left, ascending by energy; costs above the least; uses by column */
};

/* Costs, bounds and the group's least cost, COST_INFINITE if it has no path; `group->left` must be known. In
 * `arena`. */
void path_choices_begin(struct path_choices *choices, struct proof_state *state, struct arena *arena,
                        struct path_group *group);

/* What may be on a path that costs at most `gap` above the least, and what such paths use at most. O(arcs *
 * (1 + branches of the group)). */
void path_choices_within(struct path_choices *choices, struct proof_state *state, struct arena *arena,
                         const struct shared_limits *limits, int128 gap);

/*
 * The paths that cost at most `gap` above the least, but for those that are dominated: by labels of energy,
 * latency and uses, cell by cell, as choice_set.h says. With arcs. Stops the effort at CHOICE_LIMIT labels.
 */
void path_choices_find(struct path_choices *choices, struct proof_state *state, struct arena *arena,
                       const struct shared_limits *limits, int128 gap);

#endif
