/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_ENERGY_ROWS_H
#define FINOPT_SOLVE_ENERGY_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct deadline;
struct extended_graph;
struct feasible_graph;
struct min_plus_kernel;

/*
 * The table of FIN's dynamic programme: per vertex one row with the least energy of a path from the source
 * for each depth of the vertex's window. Two layouts of the same numbers:
 *
 *   by arc    int64_t quanta, the window and nothing else; for short windows
 *   blocked   the narrowest integers that hold every path's energy in units of the energies' common divisor;
 *             whole blocks of depths from the window's first, the last perhaps half a block, and a pad of
 *             no-path cells between rows
 *
 *     row of u   pad | window........ | pad
 *
 * Invariant once filled: a cell in its vertex's window holds the least energy of all paths to that replica; a
 * blocked cell beside the window holds no path's energy or that of a path that cannot reach the sink in time.
 */
struct energy_row {
    ptrdiff_t origin;    /* cell of depth 0, if the row had one; unused where there is no window */
    int32_t least_depth; /* the vertex's window */
    int32_t most_depth;
};

struct energy_rows {
    const struct feasible_graph *feasible;
    const struct min_plus_kernel *kernel; /* NULL: by arc */
    size_t cell_bytes;
    int64_t unit_quanta;      /* energy of 1 in a cell */
    int64_t most_relaxations; /* if every depth of a head were reached by every arc */
    int64_t relaxations;      /* once filled: pairs of an arc and a depth at both of its ends */
    size_t cell_count;
    struct energy_row *rows; /* [vertex_count] */
    void *cells;             /* [cell_count]; NULL until filled */
};

/* No path reaches the replica. Larger than any path. */
#define ENERGY_ROWS_NO_PATH (INT64_C(1) << 61)

/* What decides the size of integers: no path costs more than `most_units` times `unit_quanta`, of which every
 * arc's energy is a multiple. */
struct energy_scale {
    int64_t unit_quanta;
    int64_t most_units;
};

/* The same for all feasible graphs of an extended graph, which must not be empty. `scratch` is rewound.
 * O(arcs). */
struct energy_scale energy_scale_of(struct arena *scratch, const struct extended_graph *graph);

/*
 * Chooses layout and integers and lays the rows out, all but the cells, in `arena`; `scratch`, another arena,
 * is rewound. `scale` NULL: it is computed if it is needed. O(vertices) but for that.
 */
void energy_rows_plan(struct energy_rows *rows, struct arena *arena, struct arena *scratch,
                      const struct feasible_graph *feasible, const struct energy_scale *scale);

/* The same for a given kernel, which must hold every path's energy in that unit, or NULL. For tests and
 * measurements. */
void energy_rows_plan_with(struct energy_rows *rows, struct arena *arena,
                           const struct feasible_graph *feasible, const struct min_plus_kernel *kernel,
                           int64_t unit_quanta);

/* Allocates the cells, cell_count * cell_bytes, in `arena` and computes them; false if the deadline passed
 * first. O(gamma * arcs). */
bool energy_rows_fill(struct energy_rows *rows, struct arena *arena, const struct deadline *deadline);

/* Energy in quanta at a depth in the vertex's window, or ENERGY_ROWS_NO_PATH. */
int64_t energy_rows_at(const struct energy_rows *rows, size_t vertex, int32_t depth);

#endif
