/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do (P0)-(P8) look like over the feasible graph? As over the extended graph, arc by arc, but the depth
 * of an arc says how much of the deadline has been spent, so that with ceil no row has to.
 *
 * Reference: Ahuja, Magnanti, Orlin, "Network Flows" (1993), chapter 11, for integrality of networks.
 */
#include "ilp/feasible_graph_program.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/checked.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "ilp/formulation.h"
#include "ilp/tagged_rows.h"
#include "lp/linear_program.h"
#include "model/plan.h"
#include "model/problem.h"

struct feasible_program {
    const struct problem *problem;
    const struct extended_graph *graphs; /* [application_count] */
    struct expanded_graph *expanded;     /* [application_count] */
    struct linear_program *program;
    struct tagged_rows rows;
    size_t *first_columns; /* [application_count + 1] */
};

/* ---- names ---- */

static char *column_name(struct arena *arena, const void *context, size_t column)
{
    const struct feasible_program *p = context;
    size_t h = 0;
    while (column >= p->first_columns[h + 1]) {
        h++;
    }
    const struct extended_graph *graph = &p->graphs[h];
    const struct expanded_graph *expanded = &p->expanded[h];
    const size_t e = column - p->first_columns[h];
    const struct problem_application *application = &p->problem->applications[h];
    const struct extended_vertex *tail = &graph->vertices[expanded->vertices[expanded->tails[e]]];
    const struct extended_vertex *head = &graph->vertices[expanded->vertices[expanded->heads[e]]];
    const int depth = expanded->depths[expanded->heads[e]];
    const char *from = p->problem->nodes[tail->node].id;
    if (expanded->vertices[expanded->heads[e]] == extended_graph_sink(graph)) {
        const size_t configuration = graph->prefix_configurations[tail->prefix];
        return arena_printf(arena, "x[%s,exit,%s,%s,%d]", application->id, from,
                            application->configurations[configuration].id, depth);
    }
    return arena_printf(arena, "x[%s,%u,%s,%s,%u,%d]", application->id, (unsigned)head->layer, from,
                        p->problem->nodes[head->node].id, (unsigned)head->prefix, depth);
}

static char *row_name(struct arena *arena, const void *context, size_t index)
{
    const struct feasible_program *p = context;
    char *name = tagged_row_name(arena, &p->rows, index);
    if (name != NULL) {
        return name;
    }
    const struct tagged_row *row = &p->rows.rows[index];
    const struct expanded_graph *expanded = &p->expanded[row->application];
    const struct extended_vertex *vertex =
        &p->graphs[row->application].vertices[expanded->vertices[row->subject]];
    return arena_printf(arena, "P2[%s,%u,%s,%u,%d]", p->problem->applications[row->application].id,
                        (unsigned)vertex->layer, p->problem->nodes[vertex->node].id, (unsigned)vertex->prefix,
                        expanded->depths[row->subject]);
}

/* ---- building ---- */

static enum status expand(struct feasible_program *p, struct arena *arena, struct arena *scratch, size_t h,
                          const struct formulation_input *input, struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct feasible_graph feasible;
    enum status status = STATUS_OK;
    if (p->graphs[h].vertex_count > 0) {
        feasible_graph_build(&feasible, scratch, &p->graphs[h], input->gamma, input->rounding);
        /* Scratch of the expansion goes behind the graph. */
        status = feasible_graph_expand(&p->expanded[h], arena, scratch, &feasible, FEASIBLE_GRAPH_ARC_LIMIT,
                                       error);
    }
    arena_rewind(scratch, mark);
    return status;
}

static void add_columns(struct feasible_program *p, size_t h)
{
    const struct extended_graph *graph = &p->graphs[h];
    p->first_columns[h] = p->program->column_count;
    /* (P0)  minimise the sum of all computation and transfer energies */
    for (size_t e = 0; e < p->expanded[h].arc_count; e++) {
        const size_t arc = p->expanded[h].extended_arcs[e];
        const int64_t upper = graph->arc_latencies_quanta[arc] <= p->problem->applications[h].deadline_quanta;
        linear_program_add_column(p->program,
                                  (struct linear_column){.kind = COLUMN_BINARY,
                                                         .upper = upper,
                                                         .objective = graph->arc_energies_quanta[arc]});
    }
    p->first_columns[h + 1] = p->program->column_count;
}

/* The arcs out of every replica: out[begin[r]] .. out[begin[r+1]-1]. */
struct replica_arcs {
    size_t *begin; /* [vertex_count + 1] */
    size_t *out;   /* [arc_count] */
};

static struct replica_arcs index_tails(struct arena *scratch, const struct expanded_graph *expanded)
{
    struct replica_arcs out = {.begin = ARENA_ARRAY(scratch, size_t, expanded->vertex_count + 1),
                               .out = ARENA_ARRAY(scratch, size_t, expanded->arc_count)};
    for (size_t e = 0; e < expanded->arc_count; e++) {
        out.begin[expanded->tails[e]]++;
    }
    for (size_t r = 1; r <= expanded->vertex_count; r++) {
        out.begin[r] += out.begin[r - 1];
    }
    for (size_t e = expanded->arc_count; e-- > 0;) {
        out.out[--out.begin[expanded->tails[e]]] = e;
    }
    return out;
}

static void add_flow_rows(struct feasible_program *p, struct arena *scratch, size_t h)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct expanded_graph *expanded = &p->expanded[h];
    const size_t first = p->first_columns[h];
    const struct replica_arcs out = index_tails(scratch, expanded);
    size_t into = 0; /* heads ascend */
    /* (P1)  sum over arcs out of the source = 1,  per application; of an empty graph: 0 = 1 */
    tagged_rows_add(&p->rows, (struct tagged_row){.tag = ROW_P1, .application = (uint32_t)h}, 1, 1);
    for (size_t o = 0; expanded->vertex_count > 0 && o < out.begin[1]; o++) {
        linear_program_add_entry(p->program, first + out.out[o], 1);
    }
    /* (P2)  sum over arcs into v  -  sum over arcs out of v  =  0,  per replica between source and sinks */
    for (size_t r = 1; r < expanded->vertex_count; r++) {
        if (expanded->vertices[r] == extended_graph_sink(&p->graphs[h])) {
            break; /* the last vertex of the extended graph, and so are its replicas here */
        }
        tagged_rows_add(&p->rows,
                        (struct tagged_row){.tag = ROW_P2, .application = (uint32_t)h, .subject = r}, 0, 0);
        for (; into < expanded->arc_count && expanded->heads[into] == r; into++) {
            linear_program_add_entry(p->program, first + into, 1);
        }
        for (size_t o = out.begin[r]; o < out.begin[r + 1]; o++) {
            linear_program_add_entry(p->program, first + out.out[o], -1);
        }
    }
    arena_rewind(scratch, mark);
}

static void add_deadline_row(struct feasible_program *p, struct arena *scratch, size_t h)
{
    const struct extended_graph *graph = &p->graphs[h];
    if (p->expanded[h].vertex_count == 0) {
        return;
    }
    const int64_t slowest_quanta = extended_graph_dearest_path(scratch, graph, graph->arc_latencies_quanta);
    /* (P4)  sum over chosen arcs of latency  <=  deadline,  per application */
    tagged_rows_add(&p->rows, (struct tagged_row){.tag = ROW_P4, .application = (uint32_t)h}, LINEAR_NO_LOWER,
                    min_int64(p->problem->applications[h].deadline_quanta, slowest_quanta));
    for (size_t e = 0; e < p->expanded[h].arc_count; e++) {
        const size_t column = p->first_columns[h] + e;
        if (p->program->columns[column].upper > 0) {
            linear_program_add_entry(p->program, column,
                                     graph->arc_latencies_quanta[p->expanded[h].extended_arcs[e]]);
        }
    }
}

static void add_shared_rows(struct feasible_program *p, struct arena *scratch)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct column_usage *usages = ARENA_ARRAY(scratch, struct column_usage, p->program->column_count);
    size_t count = 0;
    for (size_t h = 0; h < p->problem->application_count; h++) {
        const struct extended_graph *graph = &p->graphs[h];
        for (size_t e = 0; e < p->expanded[h].arc_count; e++) {
            const size_t arc = p->expanded[h].extended_arcs[e];
            if (graph->arc_heads[arc] != extended_graph_sink(graph)) {
                usages[count++] = column_usage_of_arc(p->first_columns[h] + e, graph, arc);
            }
        }
    }
    /* (P6)-(P8)  sum over chosen arcs of load, memory, link load  <=  capacity */
    tagged_rows_add_shared(&p->rows, scratch, usages, count);
    arena_rewind(scratch, mark);
}

/* An application whose feasible graph has no path: with floor that proves that it has no plan (F3). */
static const char *find_pathless(struct arena *arena, const struct feasible_program *p,
                                 const struct formulation_input *input)
{
    for (size_t h = 0; h < p->problem->application_count; h++) {
        if (input->rounding == DEPTH_FLOOR && p->expanded[h].vertex_count == 0) {
            return arena_printf(arena, "no path in the floor graph of %s (P2)-(P5), (F3)",
                                p->problem->applications[h].id);
        }
    }
    return formulation_no_path(arena, p->problem, p->graphs);
}

enum status feasible_graph_formulate(struct formulation_program *built, struct arena *arena,
                                     struct arena *scratch, const struct formulation_input *input,
                                     struct error *error)
{
    const struct problem *problem = input->problem;
    struct feasible_program *p = ARENA_NEW(arena, struct feasible_program);
    const struct linear_names names = {.column = column_name, .row = row_name, .context = p};
    struct linear_size size = {.columns = 0};
    p->problem = problem;
    p->graphs = formulation_graphs(arena, scratch, problem);
    p->expanded = ARENA_ARRAY(arena, struct expanded_graph, problem->application_count);
    p->first_columns = ARENA_ARRAY(arena, size_t, problem->application_count + 1);
    for (size_t h = 0; h < problem->application_count; h++) {
        const enum status status = expand(p, arena, scratch, h, input, error);
        if (status != STATUS_OK) {
            return status;
        }
        size.columns += p->expanded[h].arc_count;
        size.rows += p->expanded[h].vertex_count + 1;
        size.entries += 3 * p->expanded[h].arc_count;
    }
    p->program = linear_program_new(arena, size, names);
    tagged_rows_init(&p->rows, arena, problem, p->program);
    for (size_t h = 0; h < problem->application_count; h++) {
        add_columns(p, h);
    }
    for (size_t h = 0; h < problem->application_count; h++) {
        add_flow_rows(p, scratch, h);
        if (input->rounding == DEPTH_FLOOR) {
            add_deadline_row(p, scratch, h);
        }
    }
    add_shared_rows(p, scratch);
    built->program = p->program;
    built->rows = &p->rows;
    built->no_plan = find_pathless(arena, p, input);
    built->is_exact = input->rounding == DEPTH_FLOOR;
    built->state = p;
    return STATUS_OK;
}

/* ---- decoding ---- */

/* Arcs are in topological order, so those of a path are met in its order. */
static bool decode_application(struct plan *plan, struct arena *arena, struct arena *scratch,
                               const struct feasible_program *p, size_t h, const int64_t *values)
{
    const struct expanded_graph *expanded = &p->expanded[h];
    size_t *path = ARENA_ARRAY(scratch, size_t, p->graphs[h].vertex_count);
    size_t length = 0;
    size_t at = 0;
    for (size_t e = 0; e < expanded->arc_count; e++) {
        if (values[e] == 0) {
            continue;
        }
        if (values[e] != 1 || expanded->tails[e] != at) {
            return false;
        }
        path[length++] = expanded->extended_arcs[e];
        at = expanded->heads[e];
    }
    if (at == 0 || expanded->vertices[at] != extended_graph_sink(&p->graphs[h])) {
        return false;
    }
    extended_graph_decode_path(plan, arena, &p->graphs[h], path, length);
    return true;
}

enum status feasible_graph_read(struct plan **plan, struct arena *arena, struct arena *scratch,
                                const struct formulation_program *built, const int64_t *values,
                                struct error *error)
{
    const struct feasible_program *p = built->state;
    const struct arena_mark mark = arena_mark(scratch);
    struct plan *decoded = plan_new(arena, p->problem);
    for (size_t h = 0; h < p->problem->application_count; h++) {
        if (!decode_application(decoded, arena, scratch, p, h, values + p->first_columns[h])) {
            arena_rewind(scratch, mark);
            return error_set(error, STATUS_SOLVER,
                             "the chosen arcs of %s are not one path from source to sink",
                             p->problem->applications[h].id);
        }
    }
    arena_rewind(scratch, mark);
    *plan = decoded;
    return STATUS_OK;
}
