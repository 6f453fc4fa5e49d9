/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which chain of blocks is this graph of layers? Layers are put in topological order, the smallest number
 * first. A tensor is alive from its layer to the last layer that reads it; after a layer where at most one is
 * alive the network can be cut, and only there: what moves is then one tensor. This finds the ends of
 * residual blocks and of Inception modules.
 *
 * Invariant of fold(): `open` holds the layers since the last cut that was taken; the sums over the blocks
 * and `open` are the sums over the layers so far, loaders' times excepted.
 */
#include "import/layer_graph.h"

#include <math.h>

#include "base/arena.h"
#include "import/measured_network.h"
#include "io/diagnostic.h"

/* So that sums of bytes fit their integers. */
#define MEMORY_LIMIT_BYTES 9e15

struct chain_order {
    size_t *layers;    /* [layer_count] in topological order */
    size_t *last_uses; /* [layer_count] by layer: the place of the last one that reads it; its own if none */
};

/* A cut: how many tensors cross, and which, if it is one. */
struct live_tensors {
    ptrdiff_t count;
    ptrdiff_t layer_sum;
};

static void report(struct diagnostics *diagnostics, const struct graph_layer *layer, const char *message)
{
    diagnostics_add(diagnostics, layer->offset, layer->length, "", message);
}

/* Kahn's order. STATUS_INPUT: there is a cycle. */
static enum status order_layers(struct chain_order *order, struct arena *arena,
                                struct diagnostics *diagnostics, const struct layer_graph *graph)
{
    size_t *waits_for = ARENA_ARRAY(arena, size_t, graph->layer_count);
    size_t *first_edge = ARENA_ARRAY(arena, size_t, graph->layer_count + 1);
    size_t *targets = ARENA_ARRAY(arena, size_t, graph->edge_count);
    bool *is_placed = ARENA_ARRAY(arena, bool, graph->layer_count);
    for (size_t e = 0; e < graph->edge_count; e++) {
        waits_for[graph->edges[e].to]++;
        first_edge[graph->edges[e].from]++;
    }
    for (size_t l = 0, sum = 0; l <= graph->layer_count; l++) {
        sum += first_edge[l];
        first_edge[l] = sum; /* the end, and the beginning once the edges stand there */
    }
    for (size_t e = 0; e < graph->edge_count; e++) {
        targets[--first_edge[graph->edges[e].from]] = graph->edges[e].to;
    }
    for (size_t place = 0; place < graph->layer_count; place++) {
        size_t next = graph->layer_count;
        size_t waiting = 0;
        for (size_t l = 0; l < graph->layer_count; l++) {
            waiting = is_placed[l] ? waiting : l;
            if (!is_placed[l] && waits_for[l] == 0 &&
                (next == graph->layer_count || graph->layers[l].number < graph->layers[next].number)) {
                next = l;
            }
        }
        if (next == graph->layer_count) {
            report(diagnostics, &graph->layers[waiting],
                   "the edges form a cycle through, or before, this layer");
            return STATUS_INPUT;
        }
        is_placed[next] = true;
        order->layers[place] = next;
        order->last_uses[next] = place;
        for (size_t e = first_edge[next]; e < first_edge[next + 1]; e++) {
            waits_for[targets[e]]--;
        }
    }
    return STATUS_OK;
}

/* live[i]: what is alive after place i. */
static struct live_tensors *find_live(struct arena *arena, const struct chain_order *order,
                                      const struct layer_graph *graph)
{
    struct live_tensors *live = ARENA_ARRAY(arena, struct live_tensors, graph->layer_count + 1);
    size_t *places = ARENA_ARRAY(arena, size_t, graph->layer_count);
    for (size_t i = 0; i < graph->layer_count; i++) {
        places[order->layers[i]] = i;
    }
    for (size_t e = 0; e < graph->edge_count; e++) {
        const struct graph_edge *edge = &graph->edges[e];
        if (places[edge->to] > order->last_uses[edge->from]) {
            order->last_uses[edge->from] = places[edge->to];
        }
    }
    for (size_t i = 0; i < graph->layer_count; i++) {
        const size_t layer = order->layers[i];
        const size_t last = order->last_uses[layer];
        if (graph->layers[layer].output_bytes > 0.0 && last > i) {
            live[i].count++;
            live[i].layer_sum += (ptrdiff_t)layer;
            live[last].count--;
            live[last].layer_sum -= (ptrdiff_t)layer;
        }
    }
    for (size_t i = 1; i < graph->layer_count; i++) {
        live[i].count += live[i - 1].count;
        live[i].layer_sum += live[i - 1].layer_sum;
    }
    return live;
}

/* The layers since the last cut. */
struct open_block {
    const struct graph_layer *last; /* with work; NULL: none so far */
    double time_s;
    double memory_bytes;
};

struct folding {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct measured_network *network;
    double batch;
    double loader_s;
};

/* Ends the block at a cut with `bytes` of output. */
static void close_block(struct folding *folding, struct open_block *open, double bytes)
{
    struct measured_network *network = folding->network;
    const double memory_bytes = ceil(open->memory_bytes);
    if (open->last == NULL && network->block_count == 0) {
        /* Parameters without work before any work, and without a block to belong to, wait for the next block.
         */
        network->input_bytes = bytes > 0.0 ? bytes / folding->batch : -1.0;
        return;
    }
    struct measured_block *block = NULL;
    if (open->last == NULL) {
        block = &network->blocks[network->block_count - 1];
    } else {
        block = &network->blocks[network->block_count++];
        *block = (struct measured_block){.id = open->last->id,
                                         .ops = -1.0,
                                         .times_s = ARENA_ARRAY(folding->arena, double, 1),
                                         .exit_accuracy = -1.0,
                                         .exit_fraction = -1.0};
        block->times_s[0] = open->time_s / folding->batch;
    }
    block->memory_bytes += (int64_t)memory_bytes;
    block->output_bytes = bytes / folding->batch;
    *open = (struct open_block){.last = NULL};
}

static enum status fold(struct folding *folding, const struct layer_graph *graph,
                        const struct chain_order *order, const struct live_tensors *live)
{
    struct open_block open = {.last = NULL};
    for (size_t i = 0; i < graph->layer_count; i++) {
        const struct graph_layer *layer = &graph->layers[order->layers[i]];
        const bool is_last = i + 1 == graph->layer_count;
        if (layer->is_loader) {
            folding->loader_s += layer->time_s;
        } else {
            if (layer->time_s > 0.0) {
                if (open.last == NULL && folding->network->block_count > 0 && live[i - 1].count == 0) {
                    report(folding->diagnostics, layer,
                           "nothing that has a size goes from the layers before to this one: the network is "
                           "in parts");
                    return STATUS_INPUT;
                }
                open.last = layer;
            }
            open.time_s += layer->time_s;
        }
        open.memory_bytes += layer->memory_bytes;
        if (is_last || live[i].count <= 1) {
            const bool crosses = !is_last && live[i].count == 1;
            close_block(folding, &open, crosses ? graph->layers[live[i].layer_sum].output_bytes : 0.0);
        }
    }
    if (folding->network->block_count == 0) {
        diagnostics_add_file(folding->diagnostics, "no layer has a time");
        return STATUS_INPUT;
    }
    return STATUS_OK;
}

enum status layer_graph_fold(struct measured_network *network, struct arena *arena,
                             struct diagnostics *diagnostics, const struct layer_graph *graph, int64_t batch)
{
    struct folding folding = {
        .arena = arena, .diagnostics = diagnostics, .network = network, .batch = (double)batch};
    struct chain_order order = {
        .layers = ARENA_ARRAY(arena, size_t, graph->layer_count),
        .last_uses = ARENA_ARRAY(arena, size_t, graph->layer_count),
    };
    network->input_bytes = -1.0;
    network->blocks = ARENA_ARRAY(arena, struct measured_block, graph->layer_count);
    network->block_count = 0;
    double memory_bytes = 0.0;
    for (size_t l = 0; l < graph->layer_count; l++) {
        memory_bytes += graph->layers[l].memory_bytes;
        if (!(memory_bytes <= MEMORY_LIMIT_BYTES)) {
            report(diagnostics, &graph->layers[l], "up to this layer, parameters have more than 9e15 bytes");
            return STATUS_INPUT;
        }
    }
    if (order_layers(&order, arena, diagnostics, graph) != STATUS_OK ||
        fold(&folding, graph, &order, find_live(arena, &order, graph)) != STATUS_OK) {
        return STATUS_INPUT;
    }
    const char *loader =
        folding.loader_s > 0.0
            ? arena_printf(arena, " The %.9g ms that the loader of the batch took are left out.",
                           folding.loader_s * 1e3)
            : "";
    network->conversion = arena_printf(arena,
                                       "%zu layers became %zu blocks, cut where one tensor crosses. Times "
                                       "are those of a batch of %.0f divided by it, which "
                                       "is less than a single sample takes.%s",
                                       graph->layer_count, network->block_count, folding.batch, loader);
    return STATUS_OK;
}
