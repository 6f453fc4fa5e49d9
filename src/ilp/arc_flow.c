/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do (P0)-(P8) look like as an integer program over the arcs of the extended graphs?
 *
 * Flow conservation makes every integer point one source-sink path per application, and every path is one
 * choice of a configuration and nodes; energy, latency and loads are sums over its arcs. There is no big-M.
 *
 * Two reductions keep the same points and smaller numbers: an arc slower than the whole deadline is fixed to
 * 0, and a deadline beyond the slowest path is replaced by the latency of that path. Rows (P6)-(P8) that no
 * choice can violate (model/resource_usage.h) are absent.
 *
 * Reference: Handler and Zang, Networks 1980 (the constrained shortest path as an integer program).
 */
#include "ilp/arc_flow.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/checked.h"
#include "graph/extended_graph.h"
#include "ilp/formulation.h"
#include "lp/linear_program.h"
#include "model/plan.h"
#include "model/problem.h"

/* ---- names ---- */

static char *column_name(struct arena *arena, const void *context, size_t column)
{
    const struct arc_flow *flow = context;
    size_t h = 0;
    while (column >= flow->first_columns[h + 1]) {
        h++;
    }
    const struct extended_graph *graph = &flow->graphs[h];
    const size_t arc = column - flow->first_columns[h];
    const struct problem_application *application = &flow->problem->applications[h];
    const struct extended_vertex *tail = &graph->vertices[graph->arc_tails[arc]];
    const struct extended_vertex *head = &graph->vertices[graph->arc_heads[arc]];
    const char *from = flow->problem->nodes[tail->node].id;
    if (graph->arc_heads[arc] == extended_graph_sink(graph)) {
        const size_t configuration = graph->prefix_configurations[tail->prefix];
        return arena_printf(arena, "x[%s,exit,%s,%s]", application->id, from,
                            application->configurations[configuration].id);
    }
    return arena_printf(arena, "x[%s,%u,%s,%s,%u]", application->id, (unsigned)head->layer, from,
                        flow->problem->nodes[head->node].id, (unsigned)head->prefix);
}

static char *row_name(struct arena *arena, const void *context, size_t index)
{
    const struct arc_flow *flow = context;
    char *name = tagged_row_name(arena, &flow->rows, index);
    if (name != NULL) {
        return name;
    }
    const struct problem *problem = flow->problem;
    const struct tagged_row *row = &flow->rows.rows[index];
    const struct extended_vertex *vertex = &flow->graphs[row->application].vertices[row->subject];
    return arena_printf(arena, "P2[%s,%u,%s,%u]", problem->applications[row->application].id,
                        (unsigned)vertex->layer, problem->nodes[vertex->node].id, (unsigned)vertex->prefix);
}

/* ---- building ---- */

static void add_columns(struct arc_flow *flow, size_t h)
{
    const struct extended_graph *graph = &flow->graphs[h];
    const int64_t deadline_quanta = flow->problem->applications[h].deadline_quanta;
    flow->first_columns[h] = flow->program->column_count;
    /* (P0)  minimise the sum of all computation and transfer energies */
    for (size_t a = 0; a < graph->arc_count; a++) {
        /* (P4) alone forbids an arc that is slower than the whole deadline. */
        const int64_t upper = graph->arc_latencies_quanta[a] <= deadline_quanta;
        const struct linear_column column = {
            .kind = COLUMN_BINARY, .lower = 0, .upper = upper, .objective = graph->arc_energies_quanta[a]};
        linear_program_add_column(flow->program, column);
    }
    flow->first_columns[h + 1] = flow->program->column_count;
}

/* The arcs out of every vertex: out_arcs[out_begin[v] .. out_begin[v+1]-1]. */
struct out_arcs {
    size_t *begin; /* [vertex_count + 1] */
    size_t *arcs;  /* [arc_count] */
};

static struct out_arcs index_out_arcs(struct arena *scratch, const struct extended_graph *graph)
{
    struct out_arcs out = {.begin = ARENA_ARRAY(scratch, size_t, graph->vertex_count + 2),
                           .arcs = ARENA_ARRAY(scratch, size_t, graph->arc_count)};
    /* Counts are kept one place too far right, so that the last pass leaves begin[v] where v begins. */
    for (size_t a = 0; a < graph->arc_count; a++) {
        out.begin[graph->arc_tails[a] + 2]++;
    }
    for (size_t v = 2; v <= graph->vertex_count; v++) {
        out.begin[v] += out.begin[v - 1];
    }
    for (size_t a = 0; a < graph->arc_count; a++) {
        out.arcs[out.begin[graph->arc_tails[a] + 1]++] = a;
    }
    return out;
}

static void add_flow_rows(struct arc_flow *flow, struct arena *scratch, size_t h)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct extended_graph *graph = &flow->graphs[h];
    const size_t first = flow->first_columns[h];
    /* (P1)  sum over arcs out of the source = 1,  per application; of an empty graph: 0 = 1 */
    tagged_rows_add(&flow->rows, (struct tagged_row){.tag = ROW_P1, .application = (uint32_t)h}, 1, 1);
    if (graph->vertex_count == 0) {
        return;
    }
    const struct out_arcs out = index_out_arcs(scratch, graph);
    for (size_t o = out.begin[0]; o < out.begin[1]; o++) {
        linear_program_add_entry(flow->program, first + out.arcs[o], 1);
    }
    /* (P2)  sum over arcs into v  -  sum over arcs out of v  =  0,  per vertex between source and sink */
    for (size_t v = 1; v < extended_graph_sink(graph); v++) {
        tagged_rows_add(&flow->rows,
                        (struct tagged_row){.tag = ROW_P2, .application = (uint32_t)h, .subject = v}, 0, 0);
        for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
            linear_program_add_entry(flow->program, first + a, 1);
        }
        for (size_t o = out.begin[v]; o < out.begin[v + 1]; o++) {
            linear_program_add_entry(flow->program, first + out.arcs[o], -1);
        }
    }
    arena_rewind(scratch, mark);
}

static void add_deadline_row(struct arc_flow *flow, struct arena *scratch, size_t h)
{
    const struct extended_graph *graph = &flow->graphs[h];
    const int64_t slowest_quanta = extended_graph_dearest_path(scratch, graph, graph->arc_latencies_quanta);
    const int64_t deadline_quanta = min_int64(flow->problem->applications[h].deadline_quanta, slowest_quanta);
    /* (P4)  sum over chosen arcs of latency  <=  deadline,  per application */
    tagged_rows_add(&flow->rows, (struct tagged_row){.tag = ROW_P4, .application = (uint32_t)h},
                    LINEAR_NO_LOWER, deadline_quanta);
    for (size_t a = 0; a < graph->arc_count; a++) {
        if (flow->program->columns[flow->first_columns[h] + a].upper > 0) {
            linear_program_add_entry(flow->program, flow->first_columns[h] + a,
                                     graph->arc_latencies_quanta[a]);
        }
    }
}

static void add_shared_rows(struct arc_flow *flow, struct arena *scratch)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct column_usage *usages = ARENA_ARRAY(scratch, struct column_usage, flow->program->column_count);
    size_t count = 0;
    for (size_t h = 0; h < flow->application_count; h++) {
        const struct extended_graph *graph = &flow->graphs[h];
        for (size_t a = 0; a < graph->arc_count; a++) {
            if (graph->arc_heads[a] != extended_graph_sink(graph)) {
                usages[count++] = column_usage_of_arc(flow->first_columns[h] + a, graph, a);
            }
        }
    }
    /* (P6)-(P8)  sum over chosen arcs of load, memory, link load  <=  capacity */
    tagged_rows_add_shared(&flow->rows, scratch, usages, count);
    arena_rewind(scratch, mark);
}

void arc_flow_build(struct arc_flow *flow, struct arena *arena, struct arena *scratch,
                    const struct problem *problem, const struct extended_graph *graphs)
{
    *flow = (struct arc_flow){
        .problem = problem, .graphs = graphs, .application_count = problem->application_count};
    struct linear_size size = {.rows = 2 * problem->node_count + problem->link_count};
    for (size_t h = 0; h < problem->application_count; h++) {
        size.columns += graphs[h].arc_count;
        size.rows += graphs[h].vertex_count + 1;
        size.entries += 3 * graphs[h].arc_count;
    }
    const struct linear_names names = {.column = column_name, .row = row_name, .context = flow};
    flow->program = linear_program_new(arena, size, names);
    flow->first_columns = ARENA_ARRAY(arena, size_t, problem->application_count + 1);
    tagged_rows_init(&flow->rows, arena, problem, flow->program);
    for (size_t h = 0; h < problem->application_count; h++) {
        add_columns(flow, h);
    }
    for (size_t h = 0; h < problem->application_count; h++) {
        add_flow_rows(flow, scratch, h);
        if (graphs[h].vertex_count > 0) {
            add_deadline_row(flow, scratch, h);
        }
    }
    add_shared_rows(flow, scratch);
}

/* ---- decoding ---- */

/*
 * Arcs are in topological order, so the chosen ones of a path are met in the order of the path: each must
 * start where the one before ended.
 */
static bool decode_application(struct plan *plan, struct arena *arena, struct arena *scratch,
                               const struct extended_graph *graph, const int64_t *values)
{
    size_t *path = ARENA_ARRAY(scratch, size_t, graph->vertex_count);
    size_t length = 0;
    size_t at = 0;
    for (size_t a = 0; a < graph->arc_count; a++) {
        if (values[a] == 0) {
            continue;
        }
        if (values[a] != 1 || graph->arc_tails[a] != at) {
            return false;
        }
        path[length++] = a;
        at = graph->arc_heads[a];
    }
    if (at == 0 || at != extended_graph_sink(graph)) {
        return false;
    }
    extended_graph_decode_path(plan, arena, graph, path, length);
    return true;
}

enum status arc_flow_decode(struct plan **plan, struct arena *arena, struct arena *scratch,
                            const struct arc_flow *flow, const int64_t *values, struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct plan *decoded = plan_new(arena, flow->problem);
    for (size_t h = 0; h < flow->application_count; h++) {
        if (!decode_application(decoded, arena, scratch, &flow->graphs[h], values + flow->first_columns[h])) {
            arena_rewind(scratch, mark);
            return error_set(error, STATUS_SOLVER,
                             "the chosen arcs of %s are not one path from source to sink",
                             flow->problem->applications[h].id);
        }
    }
    arena_rewind(scratch, mark);
    *plan = decoded;
    return STATUS_OK;
}

/* ---- as a formulation ---- */

enum status arc_flow_formulate(struct formulation_program *built, struct arena *arena, struct arena *scratch,
                               const struct formulation_input *input, struct error *error)
{
    (void)error;
    struct arc_flow *flow = ARENA_NEW(arena, struct arc_flow);
    const struct extended_graph *graphs = formulation_graphs(arena, scratch, input->problem);
    arc_flow_build(flow, arena, scratch, input->problem, graphs);
    built->program = flow->program;
    built->rows = &flow->rows;
    built->no_plan = formulation_no_path(arena, input->problem, graphs);
    built->state = flow;
    return STATUS_OK;
}

enum status arc_flow_read(struct plan **plan, struct arena *arena, struct arena *scratch,
                          const struct formulation_program *built, const int64_t *values, struct error *error)
{
    return arc_flow_decode(plan, arena, scratch, built->state, values, error);
}
