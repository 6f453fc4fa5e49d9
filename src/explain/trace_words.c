/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a step of FIN said to a person and to a program? */
#include "explain/trace_words.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/text.h"
#include "export/graph_labels.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "io/json_writer.h"
#include "model/instance.h"
#include "model/problem.h"
#include "report/engineering.h"

static const char *block_id(const struct instance *instance, const struct extended_graph *graph, size_t v)
{
    const size_t block = graph->prefix_stages[graph->vertices[v].prefix]->block;
    return instance->models[instance->applications[graph->application].model].blocks[block].id;
}

const char *vertex_words(struct arena *arena, const struct instance *instance,
                         const struct extended_graph *graph, size_t v)
{
    if (v == 0) {
        return "the source";
    }
    if (v == extended_graph_sink(graph)) {
        return "the exit";
    }
    const char *node = graph->problem->nodes[graph->vertices[v].node].id;
    const char *configurations = graph_labels_configurations(arena, graph, v);
    const char *block = block_id(instance, graph, v);
    return configurations == NULL ? arena_printf(arena, "%s on %s", block, node)
                                  : arena_printf(arena, "%s on %s (%s)", block, node, configurations);
}

const char *trace_energy_words(const struct trace_names *names, int64_t energy_quanta)
{
    struct text text;
    text_init(&text, names->arena);
    text_add_short_quantity(
        &text, quanta_in_si(energy_quanta, names->feasible->extended->problem->energy_quantum_j), "J");
    return text.data;
}

const char *trace_reason_words(const struct trace_names *names, const struct trace_event *event)
{
    const char *energy = trace_energy_words(names, event->energy_quanta);
    const long long gamma = (long long)names->feasible->gamma;
    switch (event->reason) {
    case TRACE_FIRST:
        return "the first way";
    case TRACE_CHEAPER:
        return arena_printf(names->arena, "%s is less than %s", energy,
                            trace_energy_words(names, event->previous_quanta));
    case TRACE_NOT_CHEAPER:
        return event->energy_quanta == event->previous_quanta
                   ? arena_printf(names->arena, "%s is no less than what is known", energy)
                   : arena_printf(names->arena, "%s is more than %s", energy,
                                  trace_energy_words(names, event->previous_quanta));
    case TRACE_BEYOND:
        return arena_printf(names->arena, "depth %d is beyond gamma %lld", (int)event->depth, gamma);
    case TRACE_DEAD_END:
        return arena_printf(names->arena, "from depth %d no way to the exit ends by depth %lld",
                            (int)event->depth, gamma);
    case TRACE_NONE:
        break;
    }
    return "nothing more leads here";
}

/* --- JSON --- */

static void begin_event(struct json_writer *json, struct text *text, const char *event, size_t step)
{
    json_writer_init(json, text, JSON_COMPACT);
    json_write_begin_object(json);
    json_write_key(json, "event");
    json_write_string(json, event);
    json_write_key(json, "step");
    json_write_int64(json, (int64_t)step);
}

static void end_event(struct json_writer *json, struct text *text)
{
    json_write_end_object(json);
    text_add(text, "\n");
}

static void write_integer(struct json_writer *json, const char *key, int64_t value)
{
    json_write_key(json, key);
    json_write_int64(json, value);
}

static void write_string(struct json_writer *json, const char *key, const char *value)
{
    json_write_key(json, key);
    json_write_string(json, value);
}

/* `key`: {"block": .., "node": .., "depth": ..}; source and exit have no block. */
static void write_replica(struct json_writer *json, const struct trace_names *names, const char *key,
                          size_t v, int32_t depth)
{
    const struct extended_graph *graph = names->feasible->extended;
    const bool is_block = v != 0 && v != extended_graph_sink(graph);
    json_write_key(json, key);
    json_write_begin_object(json);
    write_integer(json, "vertex", (int64_t)v);
    write_string(json, "block", is_block ? block_id(names->instance, graph, v) : v == 0 ? "source" : "exit");
    write_string(json, "node",
                 v == extended_graph_sink(graph) ? NULL : graph->problem->nodes[graph->vertices[v].node].id);
    write_integer(json, "depth", depth);
    json_write_end_object(json);
}

void trace_json_init(struct text *text, const struct trace_names *names)
{
    const struct feasible_graph *feasible = names->feasible;
    const struct extended_graph *graph = feasible->extended;
    const struct problem *problem = graph->problem;
    struct json_writer json;
    begin_event(&json, text, "init", 0);
    write_string(&json, "format", "finopt-trace-1");
    write_string(&json, "instance", problem->name);
    write_string(&json, "application", problem->applications[graph->application].id);
    write_integer(&json, "gamma", feasible->gamma);
    write_string(&json, "rounding", feasible->rounding == DEPTH_CEIL ? "ceil" : "floor");
    write_integer(&json, "deadline", problem->applications[graph->application].deadline_quanta);
    write_integer(&json, "vertices", (int64_t)graph->vertex_count);
    write_integer(&json, "arcs", (int64_t)graph->arc_count);
    write_string(&json, "why", "the source at depth 0 costs nothing");
    end_event(&json, text);
}

void trace_json_event(struct text *text, const struct trace_names *names, const struct trace_event *event,
                      size_t step)
{
    static const char *const kinds[] = {"relax", "reject", "settle", "finish"};
    const struct feasible_graph *feasible = names->feasible;
    const struct extended_graph *graph = feasible->extended;
    struct json_writer json;
    if (event->kind == TRACE_FINISH) {
        return;
    }
    begin_event(&json, text, kinds[event->kind], step);
    if (event->arc != SIZE_MAX) {
        write_replica(&json, names, "from", graph->arc_tails[event->arc], event->tail_depth);
    }
    write_replica(&json, names, "to", event->vertex, event->depth);
    if (event->kind != TRACE_SETTLE) {
        write_integer(&json, "width", feasible->widths[event->arc]);
        write_integer(&json, "arc_energy", graph->arc_energies_quanta[event->arc]);
    }
    write_integer(&json, "energy", event->energy_quanta);
    if (event->kind != TRACE_SETTLE) {
        json_write_key(&json, "previous");
        if (event->previous_quanta == TRACE_NO_ENERGY) {
            json_write_null(&json);
        } else {
            json_write_int64(&json, event->previous_quanta);
        }
    }
    write_string(&json, "why", trace_reason_words(names, event));
    end_event(&json, text);
}

void trace_json_finish(struct text *text, const struct trace_names *names, const struct trace_result *result,
                       size_t step)
{
    const struct extended_graph *graph = names->feasible->extended;
    struct json_writer json;
    begin_event(&json, text, "finish", step);
    json_write_key(&json, "found");
    json_write_bool(&json, result->found);
    if (result->found) {
        write_integer(&json, "energy", result->energy_quanta);
        write_integer(&json, "depth", result->depth);
        json_write_key(&json, "nodes");
        json_write_begin_array(&json);
        for (size_t i = 0; i + 1 < result->arc_count; i++) {
            json_write_string(
                &json, graph->problem->nodes[graph->vertices[graph->arc_heads[result->arcs[i]]].node].id);
        }
        json_write_end_array(&json);
    }
    write_string(&json, "why",
                 result->found ? "no replica of the exit costs less" : "no replica of the exit is reached");
    end_event(&json, text);
}
