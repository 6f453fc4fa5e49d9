/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_PATH_COST_H
#define FINOPT_CERTIFICATE_PATH_COST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "certificate/path_space.h"
#include "model/certificate.h"

/*
 * With prices of at most CERTIFICATE_PRICE_LIMIT = 2^40 every sum of denominator * energy and price * use of
 * a plan stays below 2^40 * 4 * QUANTA_LIMIT = 2^102: a plan uses each kind of resource less than
 * QUANTA_LIMIT in all, however many rows there are.
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

/*
 * The costs for an application that is in `rows[own_rows[0 .. own_row_count-1]]`, in `arena`. O(arcs * rows).
 */
void path_cost_compute(struct path_cost *cost, struct arena *arena, const struct path_space *space,
                       const struct price_table *prices, const struct active_row *rows,
                       const size_t *own_rows, size_t own_row_count);

#endif
