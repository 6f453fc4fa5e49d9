/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BP_CUTS_H
#define FINOPT_SOLVE_BP_CUTS_H

#include <stddef.h>
#include <stdint.h>

#include "solve/bp.h"

/*
 * Cuts of branch and price: inequalities that every plan meets though mixes of paths need not. Each belongs
 * to one shared row. A path counts counts[i] for each block i that takes something of the row, and all paths
 * of a plan together count at most `right`: whoever counts more takes more than the row's capacity.
 */
#define NO_CUT SIZE_MAX

struct bp_cut {
    struct bp_node *node; /* below which it holds */
    uint32_t row;
    int64_t right;
    int64_t most_of_one; /* no path counts more */
    size_t slot;         /* in the master, or NO_CUT */
    int idle;            /* nodes since it last pressed */
    bool is_used;        /* by a price of the certificate */
    size_t number;       /* among those used of its node */
    int64_t **counts;    /* [group_count] NULL, or [group->depth] by block */
};

/* Does the cut hold at the node? */
bool bp_cut_holds(const struct bp_cut *cut, const struct bp_node *node);

/* How often the path counts. */
int64_t bp_cut_counts(const struct bp_cut *cut, const struct bp *bp, const struct bp_path *path);

/* Looks for cuts that the solution violates, takes them, and tells the master. How many. */
size_t bp_cuts_separate(struct bp *bp, struct bp_view *view, const struct bp_solution *solution);

/*
 * What block i of the group pays more for row r, by prices on cuts, at [i * rows.count + r]; in scratch. NULL
 * if no cut has a price.
 */
const int64_t *bp_cut_surcharges(struct bp *bp, size_t group, const struct bp_prices *prices);

#endif
