/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_LAYER_GRAPH_H
#define FINOPT_IMPORT_LAYER_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct diagnostics;
struct measured_network;

/*
 * A network as a graph of layers, as profilers see it, and its folding into a chain:
 *
 *            ┌─ conv ─ conv ─┐                 admissible cuts: where one tensor crosses
 *   loader ─ conv            add ─ pool        conv | conv conv add | pool
 *            └───────────────┘
 *
 * Measurements are of a whole batch.
 */
struct graph_layer {
    const char *id; /* an id of the instance format, unique */
    int64_t number; /* decides between layers that may come next */
    double time_s;
    double output_bytes;
    double memory_bytes; /* of its parameters */
    bool is_loader;      /* brings in the samples: its time is no computation */
    size_t offset;       /* where it stands in the file, for diagnostics */
    size_t length;
};

struct graph_edge {
    size_t from; /* index into layers */
    size_t to;
};

struct layer_graph {
    struct graph_layer *layers; /* [layer_count] */
    size_t layer_count;
    struct graph_edge *edges; /* [edge_count] */
    size_t edge_count;
};

enum { GRAPH_LAYERS_LIMIT = 5000, GRAPH_EDGES_LIMIT = 50000 };

/*
 * Folds the graph into network->blocks, one per stretch between cuts at which at most one tensor crosses, per
 * sample of a batch of `batch`; blocks without time are merged into the one before, which loses nothing. What
 * comes before the first work is the input. Tensors of no bytes do not count. Sets input_bytes, which is
 * negative if nothing has a size there, and conversion; machines are the caller's (one: times_s[0]).
 *
 * A block is called like its last layer with work.
 *
 * STATUS_INPUT with a diagnostic: a cycle; more than 9e15 bytes of parameters; nothing crosses although layers with work follow; no work at all.
 * O(layers^2 + edges).
 */
enum status layer_graph_fold(struct measured_network *network, struct arena *arena,
                             struct diagnostics *diagnostics, const struct layer_graph *graph, int64_t batch);

#endif
