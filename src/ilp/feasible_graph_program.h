/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_ILP_FEASIBLE_GRAPH_PROGRAM_H
#define FINOPT_ILP_FEASIBLE_GRAPH_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct formulation_input;
struct formulation_program;
struct plan;

/*
 * Feasible-graph formulation: every application sends one unit through its feasible graph at resolution gamma
 * (graph/feasible_graph.h), from the source at depth 0 to the sink at any depth.
 *
 *     x[h,a] in {0,1}       arc a of the feasible graph of h is taken
 *
 *     (P0)  minimise  sum over h, a of  energy[a] x[h,a]
 *     (P1)  sum of x over arcs out of the source              = 1                   one row per application
 *     (P2)  sum of x into v  -  sum of x out of v             = 0                   one row per other replica
 *     (P4)  with floor only:  sum of latency[a] x[h,a]       <= deadline            one row per application
 *     (P6)-(P8)  as in the arc-flow formulation, where they can bind
 *
 * With ceil the deadline is in the graph (F1): there is no (P4) row, and for one application with nothing
 * shared the matrix is that of a network, so the linear relaxation is integral. Its value is then what FIN
 * finds at this gamma, not the optimum; the program is not exact. With floor the graph has every feasible
 * path (F3) and the row (P4) keeps the others out: exact; doubling gamma can only
 * make its relaxation stronger.
 *
 * Columns: `x[camera,2,edge,cloud,3,17]` is the arc into layer 2, trie node 3, from edge to cloud, at depth
 * 17; `x[camera,exit,cloud,exit3,21]` the arc into the sink. Signatures as in ilp/formulation.h;
 * STATUS_UNSUPPORTED above FEASIBLE_GRAPH_ARC_LIMIT arcs or replicas of one application.
 */
#define FEASIBLE_GRAPH_ARC_LIMIT ((size_t)1 << 18)

enum status feasible_graph_formulate(struct formulation_program *built, struct arena *arena,
                                     struct arena *scratch, const struct formulation_input *input,
                                     struct error *error);

enum status feasible_graph_read(struct plan **plan, struct arena *arena, struct arena *scratch,
                                const struct formulation_program *built, const int64_t *values,
                                struct error *error);

#endif
