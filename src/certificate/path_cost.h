/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_PATH_COST_H
#define FINOPT_CERTIFICATE_PATH_COST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "certificate/capacity_row.h"
#include "certificate/path_space.h"
#include "model/certificate.h"

/*
 * With prices of at most CERTIFICATE_PRICE_LIMIT = 2^40 every sum of denominator * energy and price * use of
 * a plan stays below 2^40 * 4 * QUANTA_LIMIT = 2^102: a plan uses each kind of resource less than
 * QUANTA_LIMIT in all, however many rows there are. A path counts at most 2^10 a block in each cut; prices on
 * branches and cuts stay below 2^102 too as long as there are fewer than 2^50 pairs of a block and a price,
 * which no memory holds.
 */

/* More than any path costs; the arc, or the end, that a branch forbids. */
#define COST_INFINITE  ((int128)1 << 112)
#define COST_FORBIDDEN ((int128)-1)

/* A branch above the node in question, on the side that was taken. Its row says: uses <= limit. */
struct active_row {
    const struct certificate_branch *branch;
    size_t node;      /* its position in the certificate */
    bool is_at_least; /* a path uses the row if it does not have the property */
    int64_t limit;    /* 0: the row forbids */
    int64_t price;
};

/*
 * Does a path use the row by an arc of a step, or by its end? It does at most once. Block b on a node is seen
 * at the arc of that block, that there is no such block at the end.
 */
bool active_row_counts_arc(const struct active_row *row, const struct space_step *step,
                           const struct space_arc *arc);
bool active_row_counts_end(const struct active_row *row, const struct path_space *space, size_t end);

/* A cut above the node in question. */
struct active_cut {
    const struct certificate_cut *cut;
    struct capacity_row row;
    int64_t price;
};

/* The prices of one leaf or list, spread out; 0 where there is none. */
struct price_table {
    int64_t denominator;
    int64_t *node_loads;    /* [node_count] by owner */
    int64_t *node_memories; /* [node_count] by owner */
    int64_t *link_loads;    /* [link_count] by owner */
};

/* denominator * energy + prices * use, of every arc and every end of a space; or COST_FORBIDDEN. */
struct path_cost {
    int128 *arcs; /* [arc_count] */
    int128 *ends; /* [end_count] */
};

/* What the costs of an application depend on. */
struct cost_terms {
    const struct price_table *prices;
    const struct active_row *rows; /* the application is in rows[own_rows[0 .. own_row_count-1]] */
    const size_t *own_rows;
    size_t own_row_count;
    const struct active_cut *cuts; /* [cut_count] */
    size_t cut_count;
    size_t application;
};

/* In `arena`. O(arcs * (rows + cuts with a price)). */
void path_cost_compute(struct path_cost *cost, struct arena *arena, const struct path_space *space,
                       const struct cost_terms *terms);

/* How much the block of the application counts, where it takes something of the row. O(log counts). */
int64_t certificate_cut_count(const struct certificate_cut *cut, size_t application, size_t block);

#endif
