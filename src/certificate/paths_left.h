/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_PATHS_LEFT_H
#define FINOPT_CERTIFICATE_PATHS_LEFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "certificate/capacity_row.h"
#include "certificate/path_cost.h"
#include "certificate/path_list.h"
#include "certificate/path_space.h"

struct arena;

/* An arc of a space between cells: that of a node at a step is step * node_count + node, that of the source
 * as many behind the last step. */
struct left_arc {
    uint32_t arc;
    uint32_t tail;
    uint32_t head;
};

/*
 * The paths left to an application at a node of the tree, and what they take of the rows that can bind: all
 * chains of some arcs up to some ends, or below a list some paths of it.
 */
struct paths_left {
    const struct path_space *space;
    struct left_arc *arcs; /* [arc_count] ascending, the way of the paths */
    size_t arc_count;
    const bool *ends; /* [end_count] */
    bool has_list;
    struct path_list list; /* if has_list, instead of arcs and ends */
    bool is_shared;        /* arcs or list belong to somebody else: to be copied before they change */
    int64_t *least;        /* [rows.count] that a path takes */
    int64_t *most;         /* [rows.count] over the arcs, or paths: the least that a path through it takes */
};

/* More than anything takes of a row, and than any path is late; twice it and an amount fit in 64 bits. */
#define AMOUNT_UNREACHED (INT64_C(1) << 61)
_Static_assert(2 * (uint64_t)AMOUNT_UNREACHED + QUANTA_LIMIT < INT64_MAX, "sums through an arc fit");

/* What the sweeps work on, for the largest of all spaces. */
struct left_work {
    int64_t *forward;  /* [cells] least from the source */
    int64_t *backward; /* [cells] least to an end */
    int64_t *amounts;  /* [arcs] */
    int64_t *taken;    /* [rows.count] by one path; 0 between paths */
    size_t *touched;   /* [rows.count] the rows of which it takes */
    size_t touched_count;
    size_t *takers; /* [rows.count] */
};

void left_work_init(struct left_work *work, struct arena *arena, const struct path_space *spaces,
                    size_t space_count, size_t row_count);

/*
 * Three ways to begin, in `arena`: with everything; with what `cost` does not forbid of what is left of
 * `from`, or of a list. Without costs nothing is forbidden, and arcs or list are shared. What they take is
 * measured later, but for what is shared with `from`.
 */
void paths_left_all(struct paths_left *left, struct arena *arena, const struct path_space *space,
                    size_t row_count);
void paths_left_of(struct paths_left *left, struct arena *arena, const struct paths_left *from,
                   const struct path_cost *cost, size_t row_count);
void paths_left_of_list(struct paths_left *left, struct arena *arena, const struct path_space *space,
                        const struct path_list *list, const struct path_cost *cost, size_t row_count);

/* Drops the arcs that are on no chain within the deadline; true if one went. Graphs. O(arcs). */
bool paths_left_in_time(struct paths_left *left, struct arena *arena, struct left_work *work);

/*
 * Drops the arcs that are on no chain which takes at most `room` of row `r`, and measures the row; true if
 * one went. least[r] is AMOUNT_UNREACHED if there was no chain. Graphs. O(arcs).
 */
bool paths_left_within(struct paths_left *left, struct arena *arena, struct left_work *work,
                       const struct capacity_rows *rows, size_t r, int64_t room);

/* Measures all rows of a list; false if it is empty. O(items). */
bool paths_left_measure_list(struct paths_left *left, struct left_work *work,
                             const struct capacity_rows *rows);

/* Drops the paths of a list that take more than `rooms[r]` of any row r; true if one went. O(items). */
bool paths_left_fit_list(struct paths_left *left, struct arena *arena, struct left_work *work,
                         const struct capacity_rows *rows, const int64_t *rooms);

/* Forbids every arc that is not left. Graphs. O(arcs). */
void paths_left_forbid(struct path_cost *cost, const struct paths_left *left);

#endif
