/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GRAPH_EXTENDED_GRAPH_H
#define FINOPT_GRAPH_EXTENDED_GRAPH_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct plan;
struct problem;
struct stage;

/*
 * Extended graph of one application: a layered DAG. Stage 1 of FIN; (P2), (P3), (P5).
 *
 *   layer 0       1            2            3          4
 *               (A,a) ────── (B,a) ────── (C,a)
 *   source  <     │  ╲     ╱        ╲   ╱       >   sink
 *               (A,b) ────── (B,b) ────── (C,b)
 *                 └──────────────────────────────────┘   a configuration that ends after block 1
 *
 * A vertex is (prefix, node): the prefix A, B, C is a node of the trie of stage sequences, so that
 * configurations share vertices as long as their costs agree. The arc into (i, n) from (i-1, m) carries
 * the transfer m -> n plus the computation of block i on n. Arcs into the sink cost nothing and choose
 * the configuration. Configurations below the accuracy target are absent.
 *
 * Vertices are numbered layer by layer: source 0, sink last. Arcs are grouped by their head, heads
 * ascending, and within a head by tail, so one forward pass over the arcs is a pass in topological
 * order, and one backward pass visits every arc out of a vertex before the arcs into it.
 *
 * Invariant: every vertex but the sink is reachable from the source and reaches the sink; if no path exists,
 * vertex_count is 0. With EXTENDED_GRAPH_PRUNED, every arc is on a path that meets (P4).
 */

enum extended_graph_pruning {
    EXTENDED_GRAPH_WHOLE, /* every arc that is on some path from source to sink */
    EXTENDED_GRAPH_PRUNED /* only arcs on a path whose latency meets the deadline: lossless */
};

struct extended_vertex {
    uint32_t layer;  /* 0 source, 1..depth block, last sink */
    uint32_t prefix; /* trie node; 0 for source and sink */
    uint32_t node;   /* of the problem; the application's source for the source, 0 for the sink */
};

struct extended_graph {
    const struct problem *problem;
    size_t application;

    size_t vertex_count; /* 0: there is no path at all */
    struct extended_vertex *vertices;
    size_t *in_begin; /* [vertex_count + 1]: arcs into v are in_begin[v] .. in_begin[v+1]-1 */

    size_t arc_count;
    uint32_t *arc_tails;
    uint32_t *arc_heads;
    int64_t *arc_energies_quanta;
    int64_t *arc_latencies_quanta;
    uint32_t *arc_links; /* link of the transfer; ARC_NO_LINK if nothing moves, as into the sink */

    size_t prefix_count;                /* trie nodes, the root 0 included */
    const struct stage **prefix_stages; /* [prefix_count]; NULL for the root */
    uint32_t *prefix_parents;           /* [prefix_count] */
    size_t *prefix_configurations; /* [prefix_count] the first configuration that ends here, or SIZE_MAX */

    size_t pruned_vertex_count; /* what (P4) removed, 0 for a whole graph */
    size_t pruned_arc_count;
};

#define ARC_NO_LINK UINT32_MAX

/*
 * Builds the graph of one application in `arena`; `scratch` is rewound. Never fails: quantize() has bounded
 * the size. O(prefixes * (nodes + links)).
 */
void extended_graph_build(struct extended_graph *graph, struct arena *arena, struct arena *scratch,
                          const struct problem *problem, size_t application,
                          enum extended_graph_pruning pruning);

/* The sink's index; the graph must not be empty. */
static inline size_t extended_graph_sink(const struct extended_graph *graph)
{
    return graph->vertex_count - 1;
}

/*
 * The plan of a source-sink path: `arcs` in order from the source, `arc_count` of them, the last into the
 * sink. Fills the application's part of `plan`; the node list is allocated in `arena`.
 */
void extended_graph_decode_path(struct plan *plan, struct arena *arena, const struct extended_graph *graph,
                                const size_t *arcs, size_t arc_count);

/*
 * What an arc, not into the sink, takes of the shared resources: of rows (P6), (P7) of `node`, and of row
 * (P8) of `link` (NO_LINK: of none), by the node and link that own them.
 */
struct arc_usage {
    size_t node;
    size_t link;
    int64_t load_ppm;
    int64_t memory_bytes;
    int64_t link_load_ppm;
};

struct arc_usage extended_graph_arc_usage(const struct extended_graph *graph, size_t arc);

/* The most arcs that any vertex has into it. O(vertices). */
static inline size_t extended_graph_most_arcs_in(const struct extended_graph *graph)
{
    size_t most = 0;
    for (size_t v = 0; v < graph->vertex_count; v++) {
        const size_t arcs = graph->in_begin[v + 1] - graph->in_begin[v];
        most = arcs > most ? arcs : most;
    }
    return most;
}

/* The most that any source-sink path takes of a cost. `scratch` is rewound; the graph must not be empty.
 * O(arcs). */
int64_t extended_graph_dearest_path(struct arena *scratch, const struct extended_graph *graph,
                                    const int64_t *arc_costs);

#endif
