/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_ILP_ARC_FLOW_H
#define FINOPT_ILP_ARC_FLOW_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "ilp/tagged_rows.h"

struct arena;
struct extended_graph;
struct linear_program;
struct plan;
struct problem;

/*
 * Arc-flow formulation: every application sends one unit from source to sink of its extended graph.
 *
 *     x[h,a] in {0,1}       arc a of application h is taken
 *
 *     (P0)  minimise  sum over h, a of  energy[a] x[h,a]
 *     (P1)  sum of x over arcs out of the source              = 1                   one row per application
 *     (P2)  sum of x into v  -  sum of x out of v             = 0                   one row per other vertex
 *     (P4)  sum over a of  latency[a] x[h,a]                 <= deadline of h       one row per application
 *     (P6)  sum over h, a of  load on node n of a   x[h,a]   <= capacity of n       where it can bind
 *     (P7)  sum over h, a of  memory on node n of a x[h,a]   <= memory of n         where it can bind
 *     (P8)  sum over h, a of  load on link l of a   x[h,a]   <= capacity of l       where it can bind
 *
 * (P3) and (P5) are in the graph. The row of the sink follows from the others. Columns are the arcs of
 * application 0, 1, ... in graph order, column of arc a of h: first_columns[h] + a.
 */
struct arc_flow {
    const struct problem *problem;
    const struct extended_graph *graphs; /* [application_count] */
    size_t application_count;
    size_t *first_columns; /* [application_count + 1] */
    struct tagged_rows rows;
    struct linear_program *program;
};

/*
 * Builds the program of one graph per application in `arena`; an empty graph makes it infeasible. `scratch`
 * is rewound. `problem`, `graphs` and `flow` itself must live as long as the program, whose names point to
 * them: `x[camera,2,edge,cloud,3]` is the arc into layer 2, trie node 3, from edge to cloud;
 * `x[camera,exit,cloud,exit3]` the arc into the sink.
 * O(arcs + rows that can bind * arcs).
 */
void arc_flow_build(struct arc_flow *flow, struct arena *arena, struct arena *scratch,
                    const struct problem *problem, const struct extended_graph *graphs);

/*
 * The plan, in `arena`, of a point of the program; values: [column_count]. STATUS_SOLVER if the chosen
 * arcs are not exactly one path from source to sink per application. `scratch` is rewound. O(arcs).
 */
enum status arc_flow_decode(struct plan **plan, struct arena *arena, struct arena *scratch,
                            const struct arc_flow *flow, const int64_t *values, struct error *error);

struct formulation_input;
struct formulation_program;

/* The same as a formulation, with signatures as in ilp/formulation.h. */
enum status arc_flow_formulate(struct formulation_program *built, struct arena *arena, struct arena *scratch,
                               const struct formulation_input *input, struct error *error);

enum status arc_flow_read(struct plan **plan, struct arena *arena, struct arena *scratch,
                          const struct formulation_program *built, const int64_t *values,
                          struct error *error);

#endif
