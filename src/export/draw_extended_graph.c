/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does stage 1 look like? Every arc that is on some path, those that cannot be in time dashed: what
 * pruning takes away is seen and not only counted.
 */
#include "base/arena.h"
#include "export/drawing.h"
#include "export/graph_labels.h"
#include "graph/extended_graph.h"
#include "graph/plan_path.h"
#include "io/safe_text.h"
#include "model/plan.h"
#include "model/problem.h"

static void mark_path(struct drawing *drawing, const struct extended_graph *graph, const size_t *path,
                      size_t length, size_t first_vertex, size_t first_arc)
{
    for (size_t i = 0; i < length; i++) {
        drawing->arcs[first_arc + path[i]].mark = MARK_CHOSEN;
        drawing->vertices[first_vertex + graph->arc_tails[path[i]]].mark = MARK_CHOSEN;
        drawing->vertices[first_vertex + graph->arc_heads[path[i]]].mark = MARK_CHOSEN;
    }
}

static void add_arcs(struct drawing *drawing, struct arena *scratch, const struct extended_graph *graph,
                     size_t first_vertex)
{
    const int64_t deadline_quanta = graph->problem->applications[graph->application].deadline_quanta;
    const int64_t *through = plan_path_least_latencies(scratch, drawing->arena, graph);
    for (size_t a = 0; a < graph->arc_count; a++) {
        const bool is_in_time = through[a] <= deadline_quanta;
        drawing_add_arc(drawing, (struct drawing_arc){
                                     .tail = first_vertex + graph->arc_tails[a],
                                     .head = first_vertex + graph->arc_heads[a],
                                     .label = drawing_cost_words(drawing, graph->arc_energies_quanta[a],
                                                                 graph->arc_latencies_quanta[a]),
                                     .energy_quanta = graph->arc_energies_quanta[a],
                                     .latency_quanta = graph->arc_latencies_quanta[a],
                                     .width = DRAWING_NO_DEPTH,
                                     .mark = is_in_time ? MARK_NONE : MARK_PRUNED,
                                 });
        if (is_in_time) {
            drawing->vertices[first_vertex + graph->arc_tails[a]].mark = MARK_NONE;
            drawing->vertices[first_vertex + graph->arc_heads[a]].mark = MARK_NONE;
        }
    }
}

static enum status add_application(struct drawing *drawing, struct arena *scratch,
                                   const struct drawing_request *request, size_t h, struct error *error)
{
    struct extended_graph graph;
    extended_graph_build(&graph, scratch, drawing->arena, request->problem, h, EXTENDED_GRAPH_WHOLE);
    if (drawing->arc_count + graph.arc_count > DRAWING_ARC_LIMIT) {
        return error_set(error, STATUS_UNSUPPORTED,
                         "the extended graph has more than %d arcs, too many to draw", DRAWING_ARC_LIMIT);
    }
    const size_t box = graph_labels_box(drawing, h);
    const size_t first_vertex = drawing->vertex_count;
    const size_t first_arc = drawing->arc_count;
    for (size_t v = 0; v < graph.vertex_count; v++) {
        struct drawing_vertex vertex = graph_labels_vertex(drawing, &graph, v);
        vertex.box = box;
        vertex.mark = MARK_PRUNED; /* until an arc that is in time is found */
        drawing_add_vertex(drawing, vertex);
    }
    add_arcs(drawing, scratch, &graph, first_vertex);
    if (request->plan != NULL) {
        size_t *path = ARENA_ARRAY(scratch, size_t, graph.vertex_count + 1);
        mark_path(drawing, &graph, path, plan_path_find(path, &graph, &request->plan->applications[h]),
                  first_vertex, first_arc);
    }
    return STATUS_OK;
}

enum status draw_extended_graph(struct drawing *drawing, struct arena *arena, struct arena *scratch,
                                const struct drawing_request *request, struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    enum status status = STATUS_OK;
    drawing_init(drawing, arena, request);
    drawing->is_ranked = true;
    for (size_t h = 0; h < request->problem->application_count && status == STATUS_OK; h++) {
        status = add_application(drawing, scratch, request, h, error);
    }
    drawing->caption =
        arena_printf(arena,
                     "%s: extended graph; %s%s\nan arc costs energy and takes time; dashed: on no "
                     "path that meets the deadline (P4)",
                     safe_words(arena, request->problem->name), request->plan != NULL ? "bold: " : "",
                     request->plan_words);
    arena_rewind(scratch, mark);
    return status;
}
