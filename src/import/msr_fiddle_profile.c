/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which graph of layers does this JSON hold? Nodes first, then edges, which say how large each node's output
 * is; only then are the parameters of a node known: what is left of its size.
 */
#include "import/msr_fiddle_profile.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "import/layer_graph.h"
#include "import/measured_network.h"
#include "io/diagnostic.h"
#include "io/json_reader.h"

struct graph_reader {
    struct arena *arena;
    struct layer_graph graph;
    const struct diagnostics *diagnostics;
    struct json_value *items; /* [layer_count] */
    double *sizes;            /* [layer_count] parameters and output */
    int64_t *colours;         /* [layer_count] */
    bool *has_edge;           /* [layer_count] an edge goes out */
    bool *is_target;          /* [layer_count] an edge comes in */
};

static size_t find_layer(const struct graph_reader *reader, int64_t number)
{
    size_t l = 0;
    while (l < reader->graph.layer_count && reader->graph.layers[l].number != number) {
        l++;
    }
    return l;
}

static bool is_colour_taken(const struct graph_reader *reader, size_t count, int64_t colour)
{
    for (size_t l = 0; l < count; l++) {
        if (reader->colours[l] == colour) {
            return true;
        }
    }
    return false;
}

static void read_node(struct graph_reader *reader, struct json_value item)
{
    static const char *const keys[] = {
        "id",   "supportedOnFpga", "cpuLatency", "fpgaLatency", "isBackwardNode", "colorClass", "size",
        "name", "layerId",         NULL};
    const size_t l = reader->graph.layer_count;
    struct graph_layer *layer = &reader->graph.layers[l];
    int64_t number = 0;
    int64_t is_supported = 1;
    double time_ms = 0.0;
    bool is_backward = false;
    if (!json_check_object(item, keys) || !json_member_integer(&number, item, "id", JSON_REQUIRED) ||
        !json_member_integer(&is_supported, item, "supportedOnFpga", JSON_REQUIRED) ||
        !json_member_number(&time_ms, item, "fpgaLatency", JSON_REQUIRED, &json_not_negative) ||
        !json_member_bool(&is_backward, item, "isBackwardNode", JSON_REQUIRED) ||
        !json_member_integer(&reader->colours[l], item, "colorClass", JSON_REQUIRED) ||
        !json_member_number(&reader->sizes[l], item, "size", JSON_REQUIRED, &json_not_negative)) {
        return;
    }
    if (number < 0 || number > 1000000000) {
        json_report(json_member(item, "id"), "must be 0..1000000000");
    } else if (find_layer(reader, number) < l) {
        json_report(json_member(item, "id"), "there is a node of that id before");
    }
    if (is_backward) {
        json_report(json_member(item, "isBackwardNode"),
                    "this is a graph of training; only inference can be planned");
    }
    if (is_supported != 1) {
        json_report(
            json_member(item, "supportedOnFpga"),
            "the layer was not measured: it cannot run on the machine, and `cpuLatency` is no measurement");
    }
    if (is_colour_taken(reader, l, reader->colours[l])) {
        json_report(
            json_member(item, "colorClass"),
            "a node before has it too; that two layers must share a machine cannot be said in an instance");
    }
    *layer = (struct graph_layer){.id = arena_printf(reader->arena, "node%d", (int)number),
                                  .number = number,
                                  .time_s = time_ms / 1e3,
                                  .offset = reader->diagnostics->scan->items[item.item].begin,
                                  .length = 1};
    reader->items[l] = item;
    reader->graph.layer_count++;
}

static void read_edge(struct graph_reader *reader, struct json_value item)
{
    static const char *const keys[] = {"sourceId", "destId", "cost", "size", NULL};
    int64_t ends[2] = {0, 0};
    double size = 0.0;
    if (!json_check_object(item, keys) || !json_member_integer(&ends[0], item, "sourceId", JSON_REQUIRED) ||
        !json_member_integer(&ends[1], item, "destId", JSON_REQUIRED) ||
        !json_member_number(&size, item, "size", JSON_REQUIRED, &json_not_negative)) {
        return;
    }
    const size_t from = find_layer(reader, ends[0]);
    const size_t to = find_layer(reader, ends[1]);
    if (from == reader->graph.layer_count || to == reader->graph.layer_count) {
        json_report(json_member(item, from == reader->graph.layer_count ? "sourceId" : "destId"),
                    "there is no such node");
        return;
    }
    struct graph_layer *layer = &reader->graph.layers[from];
    if (reader->has_edge[from] && fabs(layer->output_bytes - size) > 0.0) {
        json_report(json_member(item, "size"), "another edge of node %d has %.15g: its output is one tensor",
                    (int)layer->number, layer->output_bytes);
    }
    layer->output_bytes = size;
    reader->has_edge[from] = true;
    reader->is_target[to] = true;
    reader->graph.edges[reader->graph.edge_count++] = (struct graph_edge){.from = from, .to = to};
}

/* What the edges leave of the sizes, and which layer loads the samples. */
static void settle_layers(struct graph_reader *reader)
{
    struct graph_layer *first = NULL;
    for (size_t l = 0; l < reader->graph.layer_count; l++) {
        struct graph_layer *layer = &reader->graph.layers[l];
        layer->memory_bytes = reader->sizes[l] - layer->output_bytes;
        if (layer->memory_bytes < 0.0) {
            json_report(json_member(reader->items[l], "size"), "its output alone has %.15g",
                        layer->output_bytes);
        }
        if (!reader->is_target[l] && (first == NULL || layer->number < first->number)) {
            first = layer;
        }
    }
    if (first != NULL && first->memory_bytes <= 0.0) {
        first->is_loader = true;
    }
}

static void read_graph(struct graph_reader *reader, struct json_value nodes, struct json_value edges)
{
    const size_t node_count = json_count(nodes);
    const size_t edge_count = json_count(edges);
    if (node_count > GRAPH_LAYERS_LIMIT || edge_count > GRAPH_EDGES_LIMIT) {
        json_report(node_count > GRAPH_LAYERS_LIMIT ? nodes : edges, "at most %d nodes and %d edges",
                    GRAPH_LAYERS_LIMIT, GRAPH_EDGES_LIMIT);
        return;
    }
    reader->graph.layers = ARENA_ARRAY(reader->arena, struct graph_layer, node_count);
    reader->graph.edges = ARENA_ARRAY(reader->arena, struct graph_edge, edge_count);
    reader->items = ARENA_ARRAY(reader->arena, struct json_value, node_count);
    reader->sizes = ARENA_ARRAY(reader->arena, double, node_count);
    reader->colours = ARENA_ARRAY(reader->arena, int64_t, node_count);
    reader->has_edge = ARENA_ARRAY(reader->arena, bool, node_count);
    reader->is_target = ARENA_ARRAY(reader->arena, bool, node_count);
    for (struct json_value item = json_first(nodes); !json_is_missing(item); item = json_next(item)) {
        read_node(reader, item);
    }
    if (reader->graph.layer_count < node_count) {
        return; /* edges to nodes that could not be read say nothing new */
    }
    for (struct json_value item = json_first(edges); !json_is_missing(item); item = json_next(item)) {
        read_edge(reader, item);
    }
    settle_layers(reader);
}

enum status msr_fiddle_profile_read(struct measured_network *network, struct arena *arena,
                                    const struct profile_request *request)
{
    static const char *const keys[] = {"maxSizePerFPGA", "maxFPGAs", "maxCPUs", "nodes", "edges", NULL};
    struct diagnostics *diagnostics = &request->diagnostics[0];
    struct graph_reader reader = {.arena = arena, .diagnostics = diagnostics};
    struct measured_network read = {.machine_count = 1};
    struct json_value root;
    struct json_value nodes;
    struct json_value edges;
    const char *bytes = NULL;
    size_t length = 0;
    double memory_bytes = 0.0;
    if (profile_text_load(&bytes, &length, arena, diagnostics) != STATUS_OK) {
        return STATUS_INPUT;
    }
    if (request->batch == 0) {
        diagnostics_add_file(diagnostics,
                             "does not say how many samples its times are for; use --batch (the published "
                             "ones: 128 images, 1024 or 3200 tokens)");
        return STATUS_INPUT;
    }
    if (json_parse(&root, arena, diagnostics, bytes, length) != STATUS_OK || !json_check_object(root, keys) ||
        !json_member_number(&memory_bytes, root, "maxSizePerFPGA", JSON_REQUIRED, &json_not_negative) ||
        !json_member_list(&nodes, root, "nodes", JSON_REQUIRED, JSON_LIST_FILLED) ||
        !json_member_list(&edges, root, "edges", JSON_REQUIRED, JSON_LIST_ANY)) {
        return STATUS_INPUT;
    }
    read_graph(&reader, nodes, edges);
    if (diagnostics_total(diagnostics) > 0) {
        return STATUS_INPUT;
    }
    read.machines = ARENA_NEW(arena, struct measured_machine);
    read.machines[0] =
        (struct measured_machine){.name = "fpga", .memory_bytes = (int64_t)floor(memory_bytes)};
    if (layer_graph_fold(&read, arena, diagnostics, &reader.graph, request->batch) != STATUS_OK) {
        return STATUS_INPUT;
    }
    *network = read;
    return STATUS_OK;
}
