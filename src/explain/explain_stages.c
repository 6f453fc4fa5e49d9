/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What are FIN's three stages on this instance? The arcs of the extended graph with what (P4) prunes and how
 * many depths each climbs, then the table of the dynamic programme and how each of its entries came about.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "explain/explanation.h"
#include "explain/trace_words.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "graph/plan_path.h"
#include "model/problem.h"
#include "report/engineering.h"

/* The graphs of one application, and what the trace tells about them. */
struct stages {
    struct explanation *e;
    size_t application;
    struct extended_graph whole;
    struct extended_graph pruned;
    struct feasible_graph feasible;
    struct trace_names names;
    int64_t *energies; /* [vertex_count * (gamma + 1)] settled; -1: not */
    struct text *steps;
    size_t step_count;
    size_t shown_count;
    size_t shown_vertex; /* whose heading stands last */
};

static const char *name(const struct stages *s, const struct extended_graph *graph, size_t v)
{
    return vertex_words(s->e->arena, s->e->instance, graph, v);
}

/* What one depth is worth: the deadline divided by gamma. */
static const char *depth_words(const struct stages *s)
{
    const struct problem *problem = s->e->problem;
    const int64_t deadline_quanta = problem->applications[s->application].deadline_quanta;
    struct text text;
    text_init(&text, s->e->arena);
    text_add_short_quantity(
        &text, quanta_in_si(deadline_quanta, problem->time_quantum_s) / (double)s->e->solve.gamma, "s");
    return text.data;
}

/* --- stages 1 and 2 --- */

static void add_arcs(struct stages *s, size_t first_number)
{
    static const char *const columns[] = {
        ">arc", "from", "to", ">energy", ">latency", ">fastest way through it", ">depths"};
    struct explanation *e = s->e;
    const struct extended_graph *graph = &s->whole;
    const int64_t deadline_quanta = e->problem->applications[s->application].deadline_quanta;
    const int64_t *through = plan_path_least_latencies(e->arena, e->scratch, graph);
    struct text_table *table = document_add_table(e->document, columns, 7);
    for (size_t a = 0; a < graph->arc_count; a++) {
        const bool is_in_time = through[a] <= deadline_quanta;
        struct text_cell *cells = text_table_add_row(table);
        cells[0].string = arena_printf(e->arena, "%zu", first_number + a);
        cells[1].string = name(s, graph, graph->arc_tails[a]);
        cells[2].string = name(s, graph, graph->arc_heads[a]);
        cells[3].string = explain_energy(e, graph->arc_energies_quanta[a]);
        cells[4].string = explain_time(e, graph->arc_latencies_quanta[a]);
        cells[5].string = is_in_time ? explain_time(e, through[a])
                                     : arena_printf(e->arena, "%s: pruned", explain_time(e, through[a]));
        cells[6].string = !is_in_time
                              ? "-"
                              : arena_printf(e->arena, "%" PRId64,
                                             depth_width(graph->arc_latencies_quanta[a], deadline_quanta,
                                                         e->solve.gamma, e->solve.rounding));
    }
}

static void add_graphs(struct stages *s, size_t first_number)
{
    struct explanation *e = s->e;
    const struct problem_application *application = &e->problem->applications[s->application];
    const bool is_ceil = e->solve.rounding == DEPTH_CEIL;
    document_add_paragraph(e->document,
                           "Stage 1, the extended graph of %s: a vertex for every block and node that may "
                           "run it; an arc where a link, or "
                           "the node itself, leads on. It has %zu vertices and %zu arcs; pruning by (P4), "
                           "which loses no plan, leaves "
                           "%zu and %zu. Stage 2 divides the deadline into gamma = %lld depths of %s: an arc "
                           "of latency t climbs "
                           "%s(%lld t / %s) of them.",
                           application->id, s->whole.vertex_count, s->whole.arc_count, s->pruned.vertex_count,
                           s->pruned.arc_count, (long long)e->solve.gamma, depth_words(s),
                           is_ceil ? "ceil" : "floor", (long long)e->solve.gamma,
                           explain_time(e, application->deadline_quanta));
    if (s->whole.vertex_count == 0) {
        document_add_paragraph(e->document,
                               "No chain of allowed nodes and links leads from the source to an exit that "
                               "is accurate enough: (P2), (P3) and (P5) alone exclude every plan.");
    } else if (s->whole.arc_count <= EXPLAIN_ARCS) {
        add_arcs(s, first_number);
    } else {
        document_add_paragraph(e->document,
                               "That is more than the %d arcs that are written out here; `finopt export "
                               "--format graphml` has them all.",
                               EXPLAIN_ARCS);
    }
}

/* --- stage 3 --- */

/* A vertex gets its heading with the first thing that is told about it. */
static void open_vertex(struct stages *s, size_t vertex)
{
    if (vertex != s->shown_vertex) {
        text_addf(s->steps, "%s\n", name(s, &s->pruned, vertex));
        s->shown_vertex = vertex;
    }
}

static void show_way(struct stages *s, const struct trace_event *event)
{
    const struct extended_graph *graph = &s->pruned;
    const int64_t arc_energy = graph->arc_energies_quanta[event->arc];
    open_vertex(s, event->vertex);
    text_addf(s->steps, "  from %s at depth %d: %s + %s = %s to depth %d, %s%s\n",
              name(s, graph, graph->arc_tails[event->arc]), (int)event->tail_depth,
              trace_energy_words(&s->names, event->energy_quanta - arc_energy),
              trace_energy_words(&s->names, arc_energy), trace_energy_words(&s->names, event->energy_quanta),
              (int)event->depth, event->kind == TRACE_REJECT ? "rejected, " : "",
              trace_reason_words(&s->names, event));
}

static void on_event(void *context, const struct trace_event *event)
{
    struct stages *s = context;
    const bool is_shown = s->shown_count < EXPLAIN_STEPS;
    if (event->kind == TRACE_SETTLE) {
        s->energies[event->vertex * (size_t)(s->feasible.gamma + 1) + (size_t)event->depth] =
            event->energy_quanta;
    }
    if (event->kind == TRACE_FINISH || event->vertex == 0) {
        return;
    }
    s->step_count++;
    s->shown_count += is_shown;
    if (is_shown && event->kind != TRACE_SETTLE) {
        show_way(s, event);
    } else if (is_shown) {
        open_vertex(s, event->vertex);
        text_addf(s->steps, "  settled: depth %d at %s\n", (int)event->depth,
                  trace_energy_words(&s->names, event->energy_quanta));
    }
}

/* Depths at which some vertex has a replica: the columns of the table. */
static size_t used_depths(int32_t *depths, const struct stages *s)
{
    const size_t columns = (size_t)s->feasible.gamma + 1;
    size_t count = 0;
    for (size_t d = 0; d < columns; d++) {
        for (size_t v = 0; v < s->pruned.vertex_count; v++) {
            if (s->energies[v * columns + d] >= 0) {
                depths[count++] = (int32_t)d;
                break;
            }
        }
    }
    return count;
}

static void add_table(struct stages *s)
{
    struct explanation *e = s->e;
    const size_t columns = (size_t)s->feasible.gamma + 1;
    int32_t *depths = ARENA_ARRAY(e->arena, int32_t, columns);
    const char *names[DOCUMENT_COLUMN_LIMIT];
    const size_t count = used_depths(depths, s);
    if (count + 1 > DOCUMENT_COLUMN_LIMIT || s->pruned.vertex_count > EXPLAIN_ARCS) {
        document_add_paragraph(e->document,
                               "The table of the programme has %zu rows and %zu columns, too many to be "
                               "shown; a smaller --gamma makes it narrower.",
                               s->pruned.vertex_count, count);
        return;
    }
    names[0] = "least energy at depth";
    for (size_t c = 0; c < count; c++) {
        names[c + 1] = arena_printf(e->arena, ">%d", (int)depths[c]);
    }
    struct text_table *table = document_add_table(e->document, names, count + 1);
    for (size_t v = 0; v < s->pruned.vertex_count; v++) {
        struct text_cell *cells = text_table_add_row(table);
        cells[0].string = name(s, &s->pruned, v);
        for (size_t c = 0; c < count; c++) {
            const int64_t energy = s->energies[v * columns + (size_t)depths[c]];
            cells[c + 1].string = energy >= 0 ? explain_energy(e, energy) : NULL;
        }
    }
}

static void add_outcome(struct stages *s, const struct trace_result *result)
{
    struct explanation *e = s->e;
    const struct extended_graph *graph = &s->pruned;
    struct text way;
    text_init(&way, e->arena);
    for (size_t i = 0; i + 1 < result->arc_count; i++) {
        text_addf(&way, "%s%s", i > 0 ? ", " : "", name(s, graph, graph->arc_heads[result->arcs[i]]));
    }
    if (result->found) {
        document_add_paragraph(e->document, "The cheapest exit is at depth %d: %s, by %s.",
                               (int)result->depth, explain_energy(e, result->energy_quanta), way.data);
    } else {
        document_add_paragraph(e->document,
                               "No exit is reached within gamma depths: at this resolution FIN finds "
                               "nothing, though a plan in time exists. A larger gamma finds it.");
    }
}

static enum status add_programme(struct stages *s, struct error *error)
{
    struct explanation *e = s->e;
    struct trace_result result;
    struct text steps;
    const size_t cells = s->pruned.vertex_count * (size_t)(s->feasible.gamma + 1);
    if (cells > TRACE_EVENT_LIMIT) {
        document_add_paragraph(
            e->document, "Stage 3 is not shown, its table has %zu cells; a smaller --gamma helps.", cells);
        return STATUS_OK;
    }
    text_init(&steps, e->arena);
    s->steps = &steps;
    s->energies = ARENA_ARRAY(e->arena, int64_t, cells);
    for (size_t c = 0; c < cells; c++) {
        s->energies[c] = -1;
    }
    const enum status status = fin_trace_run(&result, e->arena, e->scratch, &s->feasible, on_event, s, error);
    if (status == STATUS_UNSUPPORTED) {
        document_add_paragraph(e->document, "Stage 3 is not shown: %s.", error->message);
        return STATUS_OK;
    }
    if (status != STATUS_OK) {
        return status;
    }
    document_add_paragraph(e->document,
                           "Stage 3, the dynamic programme: the least energy with which each vertex is "
                           "reached at each depth, layer by layer.");
    add_table(s);
    text_add(document_add_lines(e->document), steps.data);
    if (s->step_count > s->shown_count) {
        document_add_paragraph(e->document,
                               "And %zu more steps; `finopt explain --trace FILE` writes them all.",
                               s->step_count - s->shown_count);
    }
    add_outcome(s, &result);
    return STATUS_OK;
}

enum status explain_stages(struct explanation *e, struct error *error)
{
    enum status status = STATUS_OK;
    size_t first_number = 1;
    document_add_heading(e->document, "FIN in three stages");
    for (size_t h = 0; h < e->problem->application_count && h < EXPLAIN_APPLICATIONS && status == STATUS_OK;
         h++) {
        struct stages s = {.e = e, .application = h};
        extended_graph_build(&s.whole, e->arena, e->scratch, e->problem, h, EXTENDED_GRAPH_WHOLE);
        extended_graph_build(&s.pruned, e->arena, e->scratch, e->problem, h, EXTENDED_GRAPH_PRUNED);
        add_graphs(&s, first_number);
        first_number += s.whole.arc_count;
        if (s.pruned.vertex_count == 0) {
            document_add_paragraph(e->document, "No arc is left: %s has no plan.",
                                   e->problem->applications[h].id);
            continue;
        }
        feasible_graph_build(&s.feasible, e->arena, &s.pruned, e->solve.gamma, e->solve.rounding);
        s.names = (struct trace_names){e->arena, e->instance, &s.feasible};
        status = add_programme(&s, error);
    }
    if (e->problem->application_count > 1) {
        document_add_paragraph(e->document,
                               "That is each application by itself. Together FIN places them one after the "
                               "other on what capacity is left, and carries loads with its labels.");
    }
    return status;
}
