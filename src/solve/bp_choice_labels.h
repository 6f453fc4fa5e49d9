/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BP_CHOICE_LABELS_H
#define FINOPT_SOLVE_BP_CHOICE_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "solve/bp.h"
#include "solve/bp_path_bounds.h"

/* The labels by which bp_choices.c finds the paths of one group, as its own files see them. */

struct bp_choice_label {
    int64_t cost;
    int64_t energy_quanta;
    int64_t latency_quanta; /* 0 at the sink: it does not matter any more */
    uint32_t parent;
    uint32_t arc; /* of the view's graph; of a list: the path */
};

/* Labels of one group, those of a vertex together, with what each has taken of the group's rows. */
struct bp_choice_labels {
    struct bp_choice_label *items; /* [count] */
    int64_t *uses;                 /* [count * row_count] */
    size_t count;
    size_t row_count;
    size_t firm_count;                  /* the first rows, by which labels dominate */
    struct bp_choice_label *kept_items; /* [LABEL_LIMIT] where a vertex is sorted out */
    int64_t *kept_uses;
};

/* One group at the prices. */
struct bp_choice_sweep {
    struct bp *bp;
    const struct bp_view *view;
    size_t group;
    const struct extended_graph *graph; /* NULL below a list */
    int64_t *costs;                     /* [arc_count], below a list [paths] */
    struct bp_path_bounds bounds;       /* not below a list */
    bool *is_kept;                      /* [arc_count], [paths] */
    const struct bp_prices *prices;
    size_t *rows; /* [row_count] those that count here: firm ones, see bp_choices.h, then cuts */
    size_t row_count;
    size_t firm_count;
    int64_t *uses; /* [arc_count, or paths; * row_count] of what is kept */
};

/* Room for labels that take of at most `row_count` rows. */
void bp_choice_labels_init(struct bp_choice_labels *labels, struct arena *arena, size_t row_count);

/*
 * The undominated labels at the sink, the last ones from `*first` on, of the sweep's graph; or those of its
 * list, from 0 on. The sweep's uses must be known. False if there are too many.
 */
bool bp_choice_label_graph(struct bp_choice_labels *labels, size_t *first, const struct bp_choice_sweep *s);
bool bp_choice_label_list(struct bp_choice_labels *labels, const struct bp_choice_sweep *s);

#endif
