/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_SHARED_ROWS_H
#define FINOPT_SOLVE_SHARED_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "model/certificate.h"

struct arc_usage;
struct arena;
struct extended_graph;
struct plan_application;
struct problem;

/*
 * The rows (P6)-(P8) that some choice might violate, in one list: what presolve leaves, for methods that put
 * prices on them.
 */
#define NO_ROW UINT32_MAX

struct shared_row {
    enum certificate_row kind; /* ROW_NODE_LOAD, ROW_NODE_MEMORY or ROW_LINK_LOAD */
    size_t owner;              /* node, or link */
    int64_t capacity;
    int64_t most;        /* that any choice could use; above the capacity */
    int64_t most_of_one; /* that any single application could use */
};

struct shared_rows {
    struct shared_row *rows; /* [count] nodes ascending, load before memory, then links */
    size_t count;
    uint32_t *node_load_rows;   /* [node_count] by owner: index into rows, or NO_ROW */
    uint32_t *node_memory_rows; /* [node_count] */
    uint32_t *link_rows;        /* [link_count] */
};

/* In `arena`; `scratch`, another one, is rewound. */
void shared_rows_init(struct shared_rows *rows, struct arena *arena, struct arena *scratch,
                      const struct problem *problem);

/* What somebody takes of one row. */
struct row_use {
    uint32_t row;
    int64_t amount;
};

/* What they take of `row` together. O(count). */
int64_t row_uses_of(const struct row_use *uses, size_t count, size_t row);

/* The rows that an arc, not into the sink, takes something of; at most ARC_USE_LIMIT. Returns how many. */
enum { ARC_USE_LIMIT = 3 };
size_t shared_rows_of_arc(struct row_use *uses, const struct shared_rows *rows,
                          const struct extended_graph *graph, size_t arc);

#endif
