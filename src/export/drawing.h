/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPORT_DRAWING_H
#define FINOPT_EXPORT_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "graph/feasible_graph.h"

struct arena;
struct instance;
struct plan;
struct problem;

/*
 * A graph as it is to be drawn: what each vertex and arc is called, where it stands, and how it is marked.
 * The builders know the graphs and no file format; dot_write() and graphml_write() know the formats and no
 * graph.
 *
 *   extended graph    rank = block; one vertex per (block, node)           dashed: cannot be in time (P4)
 *   feasible graph    rank = block; one vertex per (block, node, depth)
 *   plan              a box per node with the blocks that run there, in order
 *
 * The chosen path is marked in all of them.
 */
enum drawing_mark { MARK_NONE, MARK_CHOSEN, MARK_PRUNED };

/* A vertex of no depth or an arc of no width; a vertex in no box. */
#define DRAWING_NO_DEPTH (-1)
#define DRAWING_NO_BOX   SIZE_MAX

struct drawing_vertex {
    const char *label; /* lines joined by '\n' */
    const char *tier;  /* of the node; NULL: source, sink and what is no node */
    const char *node;  /* ids; NULL where there is none */
    const char *block;
    size_t application;
    size_t rank;
    int64_t depth; /* of a replica, or DRAWING_NO_DEPTH */
    size_t box;    /* or DRAWING_NO_BOX */
    enum drawing_mark mark;
};

struct drawing_arc {
    size_t tail;
    size_t head;
    const char *label; /* empty: none */
    int64_t energy_quanta;
    int64_t latency_quanta;
    int64_t width; /* depths, or DRAWING_NO_DEPTH */
    enum drawing_mark mark;
};

/* A frame round some vertices: a node of the network, or an application. */
struct drawing_box {
    const char *label;
    const char *tier; /* NULL: an application */
};

struct drawing {
    struct arena *arena;
    const struct instance *instance;
    const struct problem *problem;
    const char *caption;             /* lines joined by '\n' */
    struct drawing_vertex *vertices; /* [vertex_count], in the order they stand in their rank */
    size_t vertex_count;
    size_t vertex_capacity;
    struct drawing_arc *arcs; /* [arc_count] */
    size_t arc_count;
    size_t arc_capacity;
    struct drawing_box *boxes; /* [box_count] */
    size_t box_count;
    size_t box_capacity;
    bool is_ranked; /* vertices of one rank stand in one column */
};

/* The most arcs a drawing may have. */
enum { DRAWING_ARC_LIMIT = 200000 };

struct drawing_request {
    const struct instance *instance; /* names of blocks */
    const struct problem *problem;
    const struct plan *plan; /* to be marked; may be NULL but for draw_plan() */
    const char *plan_words;  /* whose plan it is, for the caption: `the optimum, proved by labels` */
    int64_t gamma;           /* of the feasible graph, as the next */
    enum depth_rounding rounding;
};

/*
 * Each fills `drawing` in `arena`, of all applications; `scratch` is rewound. STATUS_UNSUPPORTED: more arcs
 * than DRAWING_ARC_LIMIT, or (feasible graph) no replica at all, which names the reason.
 */
enum status draw_extended_graph(struct drawing *drawing, struct arena *arena, struct arena *scratch,
                                const struct drawing_request *request, struct error *error);
enum status draw_feasible_graph(struct drawing *drawing, struct arena *arena, struct arena *scratch,
                                const struct drawing_request *request, struct error *error);
enum status draw_plan(struct drawing *drawing, struct arena *arena, struct arena *scratch,
                      const struct drawing_request *request, struct error *error);

/* --- what the builders share --- */

void drawing_init(struct drawing *drawing, struct arena *arena, const struct drawing_request *request);

/* Each adds one and returns its index. */
size_t drawing_add_vertex(struct drawing *drawing, struct drawing_vertex vertex);
size_t drawing_add_box(struct drawing *drawing, struct drawing_box box);
void drawing_add_arc(struct drawing *drawing, struct drawing_arc arc);

/* `30 mJ, 20 ms`; the empty string if both are 0. */
const char *drawing_cost_words(const struct drawing *drawing, int64_t energy_quanta, int64_t latency_quanta);

/* Id of block i (0-based) of application h. */
const char *drawing_block_id(const struct drawing *drawing, size_t h, size_t block);

#endif
