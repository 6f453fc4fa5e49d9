/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do (P0)-(P8) look like when every way to place an application is a column?
 *
 * Paths are enumerated depth first from the source. A partial path is continued only if the fastest way to
 * the sink from where it is still meets the deadline, so that every partial path that is looked at becomes a
 * column, and the work is that of writing the columns down.
 *
 * Reference: Desrosiers and Luebbecke, "A primer in column generation" (2005), for the role as a master
 * problem.
 */
#include "ilp/path.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/text.h"
#include "graph/extended_graph.h"
#include "ilp/formulation.h"
#include "ilp/tagged_rows.h"
#include "lp/linear_program.h"
#include "model/plan.h"
#include "model/problem.h"

/* Paths hold at most this many arcs together, on average. */
#define ARCS_PER_PATH ((size_t)10)

struct path_program {
    const struct problem *problem;
    const struct extended_graph *graphs; /* [application_count] */
    struct linear_program *program;
    struct tagged_rows rows;
    size_t *first_columns; /* [application_count + 1] */
    size_t
        *arc_begin; /* [column_count + 1] arcs of column j are arcs[arc_begin[j]] .. arcs[arc_begin[j+1]-1] */
    uint32_t *arcs; /* of the application's extended graph, from the source */
    size_t arc_count;
    size_t path_count;
    size_t path_limit;
};

char *path_column_name(struct arena *arena, const struct problem *problem, size_t h,
                       const struct plan_application *choice)
{
    const struct problem_application *application = &problem->applications[h];
    struct text text;
    text_init(&text, arena);
    text_addf(&text, "x[%s,%s", application->id, application->configurations[choice->configuration].id);
    for (size_t i = 0; i < choice->node_count; i++) {
        text_addf(&text, ",%s", problem->nodes[choice->nodes[i]].id);
    }
    text_add(&text, "]");
    return text.data;
}

static char *column_name(struct arena *arena, const void *context, size_t column)
{
    const struct path_program *p = context;
    size_t h = 0;
    while (column >= p->first_columns[h + 1]) {
        h++;
    }
    const struct extended_graph *graph = &p->graphs[h];
    const size_t first = p->arc_begin[column];
    const size_t last = p->arc_begin[column + 1] - 1;
    const uint32_t prefix = graph->vertices[graph->arc_tails[p->arcs[last]]].prefix;
    const struct plan_application choice = {
        .configuration = graph->prefix_configurations[prefix],
        .node_count = last - first,
        .nodes = ARENA_ARRAY(arena, size_t, last - first),
    };
    for (size_t i = 0; i < choice.node_count; i++) {
        choice.nodes[i] = graph->vertices[graph->arc_heads[p->arcs[first + i]]].node;
    }
    return path_column_name(arena, p->problem, h, &choice);
}

static char *row_name(struct arena *arena, const void *context, size_t row)
{
    const struct path_program *p = context;
    return tagged_row_name(arena, &p->rows, row);
}

/* ---- enumeration ---- */

struct walk {
    struct path_program *p;
    const struct extended_graph *graph;
    size_t *out_begin;       /* [vertex_count + 1] arcs out of v are out_arcs[out_begin[v]] .. */
    uint32_t *out_arcs;      /* [arc_count] */
    int64_t *to_sink_quanta; /* [vertex_count] least latency from here to the sink */
    uint32_t *chosen;        /* [layers] the arcs so far */
    int64_t deadline_quanta;
};

static void prepare(struct walk *walk, struct arena *scratch)
{
    const struct extended_graph *graph = walk->graph;
    walk->out_begin = ARENA_ARRAY(scratch, size_t, graph->vertex_count + 1);
    walk->out_arcs = ARENA_ARRAY(scratch, uint32_t, graph->arc_count);
    walk->to_sink_quanta = ARENA_ARRAY(scratch, int64_t, graph->vertex_count);
    walk->chosen = ARENA_ARRAY(scratch, uint32_t, graph->vertex_count);
    for (size_t a = 0; a < graph->arc_count; a++) {
        walk->out_begin[graph->arc_tails[a]]++;
    }
    for (size_t v = 1; v <= graph->vertex_count; v++) {
        walk->out_begin[v] += walk->out_begin[v - 1];
    }
    for (size_t v = 0; v + 1 < graph->vertex_count; v++) {
        walk->to_sink_quanta[v] = INT64_MAX;
    }
    /* Backward, so that all arcs out of a vertex come before those into it; out_begin ends where v begins. */
    for (size_t a = graph->arc_count; a-- > 0;) {
        const uint32_t tail = graph->arc_tails[a];
        walk->out_arcs[--walk->out_begin[tail]] = (uint32_t)a;
        walk->to_sink_quanta[tail] =
            min_int64(walk->to_sink_quanta[tail],
                      graph->arc_latencies_quanta[a] + walk->to_sink_quanta[graph->arc_heads[a]]);
    }
}

/* False when the limit is reached. */
static bool keep_path(struct walk *walk, size_t length)
{
    struct path_program *p = walk->p;
    int64_t energy_quanta = 0;
    if (p->path_count == p->path_limit || p->arc_count + length > ARCS_PER_PATH * p->path_limit) {
        return false;
    }
    for (size_t k = 0; k < length; k++) {
        energy_quanta += walk->graph->arc_energies_quanta[walk->chosen[k]];
    }
    memcpy(p->arcs + p->arc_count, walk->chosen, length * sizeof *p->arcs);
    p->arc_count += length;
    p->arc_begin[++p->path_count] = p->arc_count;
    linear_program_add_column(
        p->program, (struct linear_column){.kind = COLUMN_BINARY, .upper = 1, .objective = energy_quanta});
    return true;
}

/* All continuations of a path at vertex v; as deep as the chain of blocks is long. */
static bool follow(struct walk *walk, size_t v, size_t length, int64_t latency_quanta)
{
    const struct extended_graph *graph = walk->graph;
    if (v == extended_graph_sink(graph)) {
        return keep_path(walk, length);
    }
    const size_t end = v + 1 < graph->vertex_count ? walk->out_begin[v + 1] : graph->arc_count;
    for (size_t o = walk->out_begin[v]; o < end; o++) {
        const uint32_t arc = walk->out_arcs[o];
        const uint32_t head = graph->arc_heads[arc];
        const int64_t there_quanta = latency_quanta + graph->arc_latencies_quanta[arc];
        if (there_quanta + walk->to_sink_quanta[head] > walk->deadline_quanta) {
            continue;
        }
        walk->chosen[length] = arc;
        if (!follow(walk, head, length + 1, there_quanta)) {
            return false;
        }
    }
    return true;
}

static enum status enumerate(struct path_program *p, struct arena *scratch, size_t h, struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct walk walk = {
        .p = p, .graph = &p->graphs[h], .deadline_quanta = p->problem->applications[h].deadline_quanta};
    bool is_complete = true;
    if (walk.graph->vertex_count > 0) {
        prepare(&walk, scratch);
        is_complete = follow(&walk, 0, 0, 0);
    }
    arena_rewind(scratch, mark);
    p->first_columns[h + 1] = p->path_count;
    if (!is_complete) {
        return error_set(
            error, STATUS_UNSUPPORTED,
            "too large for path: %s has more than %zu paths within its deadline; the limit is %zu paths, or "
            "%zu arcs of paths, of all applications",
            p->problem->applications[h].id, p->path_count - p->first_columns[h], p->path_limit,
            ARCS_PER_PATH * p->path_limit);
    }
    return STATUS_OK;
}

/* ---- building ---- */

static void add_shared_rows(struct path_program *p, struct arena *scratch)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct column_usage *usages = ARENA_ARRAY(scratch, struct column_usage, p->arc_count);
    size_t count = 0;
    for (size_t h = 0; h < p->problem->application_count; h++) {
        for (size_t j = p->first_columns[h]; j < p->first_columns[h + 1]; j++) {
            for (size_t k = p->arc_begin[j]; k + 1 < p->arc_begin[j + 1]; k++) {
                usages[count++] = column_usage_of_arc(j, &p->graphs[h], p->arcs[k]);
            }
        }
    }
    /* (P6)-(P8)  sum over chosen paths of load, memory, link load  <=  capacity */
    tagged_rows_add_shared(&p->rows, scratch, usages, count);
    arena_rewind(scratch, mark);
}

static const char *find_pathless(struct arena *arena, const struct path_program *p)
{
    for (size_t h = 0; h < p->problem->application_count; h++) {
        if (p->first_columns[h] == p->first_columns[h + 1]) {
            return arena_printf(arena, "no path of %s meets its deadline (P2)-(P5)",
                                p->problem->applications[h].id);
        }
    }
    return NULL;
}

enum status path_formulate(struct formulation_program *built, struct arena *arena, struct arena *scratch,
                           const struct formulation_input *input, struct error *error)
{
    const struct problem *problem = input->problem;
    struct path_program *p = ARENA_NEW(arena, struct path_program);
    const struct linear_names names = {.column = column_name, .row = row_name, .context = p};
    enum status status = STATUS_OK;
    p->problem = problem;
    p->graphs = formulation_graphs(arena, scratch, problem);
    p->program = linear_program_new(arena, (struct linear_size){.columns = 64}, names);
    p->first_columns = ARENA_ARRAY(arena, size_t, problem->application_count + 1);
    p->path_limit = input->path_limit > 0 ? input->path_limit : PATH_LIMIT;
    p->arc_begin = ARENA_ARRAY(arena, size_t, p->path_limit + 1);
    p->arcs = ARENA_ARRAY(arena, uint32_t, ARCS_PER_PATH * p->path_limit);
    tagged_rows_init(&p->rows, arena, problem, p->program);
    /* (P0)  minimise  sum of energy of p x[h,p] */
    for (size_t h = 0; h < problem->application_count && status == STATUS_OK; h++) {
        status = enumerate(p, scratch, h, error);
    }
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t h = 0; h < problem->application_count; h++) {
        /* (P1)  sum over p of x[h,p]  =  1,  per application */
        tagged_rows_add(&p->rows, (struct tagged_row){.tag = ROW_P1, .application = (uint32_t)h}, 1, 1);
        for (size_t j = p->first_columns[h]; j < p->first_columns[h + 1]; j++) {
            linear_program_add_entry(p->program, j, 1);
        }
    }
    add_shared_rows(p, scratch);
    built->program = p->program;
    built->rows = &p->rows;
    built->no_plan = find_pathless(arena, p);
    built->state = p;
    return STATUS_OK;
}

enum status path_read(struct plan **plan, struct arena *arena, struct arena *scratch,
                      const struct formulation_program *built, const int64_t *values, struct error *error)
{
    const struct path_program *p = built->state;
    const struct arena_mark mark = arena_mark(scratch);
    struct plan *decoded = plan_new(arena, p->problem);
    enum status status = STATUS_OK;
    for (size_t h = 0; h < p->problem->application_count && status == STATUS_OK; h++) {
        size_t chosen = SIZE_MAX;
        size_t chosen_count = 0;
        for (size_t j = p->first_columns[h]; j < p->first_columns[h + 1]; j++) {
            if (values[j] != 0) {
                chosen = j;
                chosen_count++;
            }
        }
        if (chosen_count != 1) {
            status = error_set(error, STATUS_SOLVER, "%zu paths are chosen for %s", chosen_count,
                               p->problem->applications[h].id);
            break;
        }
        const size_t length = p->arc_begin[chosen + 1] - p->arc_begin[chosen];
        size_t *arcs = ARENA_ARRAY(scratch, size_t, length);
        for (size_t k = 0; k < length; k++) {
            arcs[k] = p->arcs[p->arc_begin[chosen] + k];
        }
        extended_graph_decode_path(decoded, arena, &p->graphs[h], arcs, length);
    }
    arena_rewind(scratch, mark);
    if (status == STATUS_OK) {
        *plan = decoded;
    }
    return status;
}
