/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_CAPACITY_ROW_H
#define FINOPT_CERTIFICATE_CAPACITY_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "certificate/path_space.h"
#include "model/certificate.h"
#include "model/problem.h"

struct arena;

/* A row that applications share: what all take of a node or link together is at most its capacity. */
struct capacity_row {
    enum certificate_row kind; /* (P6), (P7) or (P8) */
    size_t index;              /* owner node, owner link */
    int64_t capacity;
};

/* Those that can bind: if every application took the most it can, the capacity would not do. */
struct capacity_rows {
    struct capacity_row *rows; /* [count] */
    size_t count;
    size_t *row_of; /* [2 * node_count + link_count] by (P6), (P7), (P8) and owner; NO_ROW */
    size_t node_count;
};

#define NO_ROW SIZE_MAX

/* The row of that kind and index; false if there is none. */
bool capacity_row_find(struct capacity_row *row, const struct problem *problem, enum certificate_row kind,
                       size_t index);

/* What an arc takes of the row. */
static inline int64_t capacity_row_amount(const struct capacity_row *row, const struct space_arc *arc)
{
    if (row->kind == ROW_LINK_LOAD) {
        return arc->link_owner == row->index ? arc->link_load_ppm : 0;
    }
    if (arc->node_owner != row->index) {
        return 0;
    }
    return row->kind == ROW_NODE_LOAD ? arc->node_load_ppm : arc->memory_bytes;
}

/* Where row_of keeps a row. */
static inline size_t capacity_rows_place(const struct capacity_rows *rows, enum certificate_row kind,
                                         size_t index)
{
    return (kind == ROW_NODE_LOAD ? 0 : kind == ROW_NODE_MEMORY ? 1 : 2) * rows->node_count + index;
}

/*
 * The rows that can bind, in `arena`; `classes` is the space of each application. `scratch` is rewound.
 * O(arcs + depth * (nodes + links)) a class.
 */
void capacity_rows_build(struct capacity_rows *rows, struct arena *arena, struct arena *scratch,
                         const struct problem *problem, const struct path_space *spaces,
                         const size_t *classes);

#endif
