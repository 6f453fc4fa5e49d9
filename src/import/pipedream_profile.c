/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which graph of layers is in this graph.txt? A line that begins with a tab is an edge, any other a layer.
 * Edges may name layers of later lines, so they are resolved when all lines have been read.
 */
#include "import/pipedream_profile.h"

#include <string.h>

#include "base/arena.h"
#include "import/layer_graph.h"
#include "import/measured_network.h"
#include "io/diagnostic.h"
#include "io/json_hints.h"

#define SEPARATOR " -- "

/* A stretch of the text. */
struct span {
    const char *text;
    size_t length;
};

struct graph_reader {
    struct arena *arena;
    struct diagnostics *diagnostics;
    const char *bytes;
    struct layer_graph graph;
    struct span (*edge_ends)[2]; /* [edge_count] */
};

static void report(struct graph_reader *reader, struct span span, const char *message)
{
    diagnostics_add(reader->diagnostics, (size_t)(span.text - reader->bytes), span.length, "", message);
}

/* Cuts the stretch before the next separator off `rest`; all of it if there is none. */
static struct span cut(struct span *rest, const char *separator)
{
    const size_t width = strlen(separator);
    struct span part = *rest;
    for (size_t i = 0; i + width <= rest->length; i++) {
        if (memcmp(rest->text + i, separator, width) == 0) {
            part.length = i;
            rest->text += i + width;
            rest->length -= i + width;
            return part;
        }
    }
    rest->text += rest->length;
    rest->length = 0;
    return part;
}

/* A number, or the sum of `[1.0; 2.0]`: a layer with several outputs. */
static bool read_sum(double *sum, struct span value)
{
    double number = 0.0;
    *sum = 0.0;
    if (value.length < 2 || value.text[0] != '[' || value.text[value.length - 1] != ']') {
        return profile_number(sum, value.text, value.length);
    }
    struct span rest = {value.text + 1, value.length - 2};
    while (rest.length > 0) {
        const struct span part = cut(&rest, "; ");
        if (!profile_number(&number, part.text, part.length)) {
            return false;
        }
        *sum += number;
    }
    return true;
}

enum { KEY_COUNT = 4 };

/* `key=value, key=value`: all four keys, each once. */
static void read_measures(struct graph_reader *reader, struct graph_layer *layer, struct span rest)
{
    static const char *const keys[KEY_COUNT] = {"forward_compute_time", "backward_compute_time",
                                                "activation_size", "parameter_size"};
    double values[KEY_COUNT] = {0.0};
    bool is_given[KEY_COUNT] = {false};
    const struct span whole = rest;
    while (rest.length > 0) {
        struct span value = cut(&rest, ", ");
        const struct span item = value;
        const struct span key = cut(&value, "=");
        size_t k = 0;
        while (k < KEY_COUNT &&
               (strlen(keys[k]) != key.length || memcmp(keys[k], key.text, key.length) != 0)) {
            k++;
        }
        if (k == KEY_COUNT || is_given[k]) {
            report(reader, item, k == KEY_COUNT ? "unknown key" : "given twice");
            return;
        }
        is_given[k] = true;
        if (!read_sum(&values[k], value)) {
            report(reader, item, "must be a number >= 0, or [numbers; in brackets]");
            return;
        }
    }
    for (size_t k = 0; k < KEY_COUNT; k++) {
        if (!is_given[k]) {
            report(reader, whole, arena_printf(reader->arena, "%s is missing", keys[k]));
        }
    }
    layer->time_s = values[0] / 1e3;
    layer->output_bytes = values[2];
    layer->memory_bytes = values[3];
}

/* `nodeN`: its number; false with a diagnostic. */
static bool read_node(int64_t *number, struct graph_reader *reader, struct span name)
{
    static const char prefix[] = "node";
    const size_t width = sizeof prefix - 1;
    double value = 0.0;
    const char *id = arena_strndup(reader->arena, name.text, name.length);
    if (name.length <= width || memcmp(name.text, prefix, width) != 0 ||
        strspn(id + width, "0123456789") != name.length - width ||
        !profile_number(&value, id + width, name.length - width) || value > 1e9) {
        report(reader, name, "must be \"node\" and a number");
        return false;
    }
    *number = (int64_t)value;
    return true;
}

static const struct graph_layer *find_layer(const struct graph_reader *reader, int64_t number)
{
    for (size_t l = 0; l < reader->graph.layer_count; l++) {
        if (reader->graph.layers[l].number == number) {
            return &reader->graph.layers[l];
        }
    }
    return NULL;
}

static void read_layer(struct graph_reader *reader, struct span line)
{
    struct span rest = line;
    const struct span name = cut(&rest, SEPARATOR);
    const struct span description = cut(&rest, SEPARATOR);
    const struct span measures = cut(&rest, SEPARATOR);
    struct graph_layer *layer = &reader->graph.layers[reader->graph.layer_count];
    int64_t number = 0;
    if (!read_node(&number, reader, name)) {
        return;
    }
    if (description.length == 0 || measures.length == 0) {
        report(reader, line, "must be NODE -- DESCRIPTION -- KEY=VALUE, ...");
        return;
    }
    if (find_layer(reader, number) != NULL) {
        report(reader, name, "there is a layer of that name before");
        return;
    }
    *layer = (struct graph_layer){
        .id = arena_printf(reader->arena, "node%d", (int)number),
        .number = number,
        .is_loader = description.length >= 5 && memcmp(description.text, "Input", 5) == 0,
        .offset = (size_t)(name.text - reader->bytes),
        .length = name.length,
    };
    read_measures(reader, layer, measures);
    reader->graph.layer_count++;
}

static void read_edge(struct graph_reader *reader, struct span line)
{
    struct span rest = line;
    struct span *ends = reader->edge_ends[reader->graph.edge_count++];
    ends[0] = cut(&rest, SEPARATOR);
    ends[1] = rest;
}

static void read_lines(struct graph_reader *reader, size_t length)
{
    struct span rest = {reader->bytes, length};
    while (rest.length > 0) {
        struct span line = cut(&rest, "\n");
        line.length -= line.length > 0 && line.text[line.length - 1] == '\r';
        if (line.length == 0) {
            continue;
        }
        if (reader->graph.layer_count == GRAPH_LAYERS_LIMIT ||
            reader->graph.edge_count == GRAPH_EDGES_LIMIT) {
            report(reader, line,
                   arena_printf(reader->arena, "more than %d layers or %d edges", GRAPH_LAYERS_LIMIT,
                                GRAPH_EDGES_LIMIT));
            return;
        }
        if (line.text[0] == '\t') {
            read_edge(reader, (struct span){line.text + 1, line.length - 1});
        } else {
            read_layer(reader, line);
        }
    }
}

static void resolve_edges(struct graph_reader *reader)
{
    for (size_t e = 0; e < reader->graph.edge_count; e++) {
        size_t ends[2] = {0, 0};
        for (size_t end = 0; end < 2; end++) {
            const struct span name = reader->edge_ends[e][end];
            int64_t number = 0;
            if (!read_node(&number, reader, name)) {
                continue;
            }
            const struct graph_layer *layer = find_layer(reader, number);
            if (layer == NULL) {
                report(reader, name, "there is no such layer");
                continue;
            }
            ends[end] = (size_t)(layer - reader->graph.layers);
        }
        reader->graph.edges[e] = (struct graph_edge){.from = ends[0], .to = ends[1]};
    }
}

enum status pipedream_profile_read(struct measured_network *network, struct arena *arena,
                                   const struct profile_request *request)
{
    struct graph_reader reader = {.arena = arena, .diagnostics = &request->diagnostics[0]};
    struct measured_network read = {.machine_count = 1};
    size_t length = 0;
    if (profile_text_load(&reader.bytes, &length, arena, reader.diagnostics) != STATUS_OK) {
        return STATUS_INPUT;
    }
    if (request->batch == 0) {
        diagnostics_add_file(
            reader.diagnostics,
            "does not say how many samples its times are for; use --batch (the published ones: 128)");
        return STATUS_INPUT;
    }
    reader.graph.layers = ARENA_ARRAY(arena, struct graph_layer, GRAPH_LAYERS_LIMIT);
    reader.graph.edges = ARENA_ARRAY(arena, struct graph_edge, GRAPH_EDGES_LIMIT);
    reader.edge_ends = arena_alloc(arena, GRAPH_EDGES_LIMIT, sizeof *reader.edge_ends);
    read_lines(&reader, length);
    resolve_edges(&reader);
    if (diagnostics_total(reader.diagnostics) > 0) {
        return STATUS_INPUT;
    }
    read.machines = ARENA_NEW(arena, struct measured_machine);
    read.machines[0] = (struct measured_machine){.name = "", .memory_bytes = -1};
    if (layer_graph_fold(&read, arena, reader.diagnostics, &reader.graph, request->batch) != STATUS_OK) {
        return STATUS_INPUT;
    }
    *network = read;
    return STATUS_OK;
}
