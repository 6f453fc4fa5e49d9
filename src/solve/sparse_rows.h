/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_SPARSE_ROWS_H
#define FINOPT_SOLVE_SPARSE_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "solve/label_runs.h"

struct arena;
struct deadline;
struct feasible_graph;

/*
 * The table of FIN's dynamic programme without its empty cells: per vertex a list of labels (depth, energy),
 * depths rising, one per depth that some path reaches. Where gamma is large and paths are few that is
 * nothing beside the rows of solve/energy_rows.h.
 *
 *     dense    | . . . 7 . . . . 5 . . . . . . 9 . |
 *     sparse   (3,7) (8,5)                            a label that is deeper and dearer than another may
 * leave
 *
 * Same answers, bit for bit: the least energy at its least depth never comes over a label that left, since
 * the same arcs behind the better label would end shallower and cost no more; and of equal ones the label
 * that came by the first arc stays, which is the one that the dense rows are explained by.
 */
struct sparse_row {
    const struct label *labels; /* [count] latency_quanta is the depth */
    size_t count;
};

struct sparse_rows {
    const struct feasible_graph *feasible;
    struct sparse_row *rows; /* [vertex_count] */
    int64_t relaxations;     /* labels extended */
};

/*
 * When is which table the cheaper one? Measured (bench/scaling, `dense or sparse`), extending a label costs
 * as much as some two hundred relaxations of blocked rows; a bound on labels that is known beforehand counts
 * many that are never made, and is worth a sixteenth of that. One rule for all who have both ways.
 */
enum { RELAXATIONS_PER_LABEL = 256, RELAXATIONS_PER_LABEL_AT_MOST = 16 };

enum sparse_rows_end {
    SPARSE_ROWS_FILLED,
    SPARSE_ROWS_ARE_DEARER, /* than dense ones */
    SPARSE_ROWS_TIME_LIMIT,
    SPARSE_ROWS_MEMORY_LIMIT
};

struct sparse_rows_options {
    enum label_dominance dominance; /* PARETO: rows hold what the least energy at its least depth needs */
    const struct deadline *deadline;
    size_t memory_limit_bytes; /* for the arena, beyond what it holds; 0: no limit */
    /*
     * Relaxations of dense rows, which labels may take the place of: as long as there are no more than
     * one in RELAXATIONS_PER_LABEL of them on the arcs looked at so far, but for the first few. So a trial in
     * vain costs little: labels become more from layer to layer. 0: to the end.
     */
    int64_t dense_relaxations;
};

/*
 * Fills the rows, in `arena`; the windows must be those of feasible_graph_build(). Only if FILLED are they of
 * use; their relaxations are told in any case. O(labels * log arcs into a vertex).
 */
enum sparse_rows_end sparse_rows_fill(struct sparse_rows *rows, struct arena *arena,
                                      const struct feasible_graph *feasible,
                                      const struct sparse_rows_options *options);

#endif
