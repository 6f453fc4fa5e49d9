/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does stage 2 look like? Only replicas that are reachable and reach the sink, as the dynamic programme
 * sees them. The path of a plan is followed by its widths; a plan that needs more than gamma depths is not in
 * this graph, and the caption says so.
 */
#include "base/arena.h"
#include "export/drawing.h"
#include "export/graph_labels.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "graph/plan_path.h"
#include "io/safe_text.h"
#include "model/plan.h"
#include "model/problem.h"

/* The replica of a vertex at a depth, or SIZE_MAX. */
static size_t find_replica(const struct expanded_graph *expanded, size_t vertex, int64_t depth)
{
    for (size_t r = 0; r < expanded->vertex_count; r++) {
        if (expanded->vertices[r] == vertex && expanded->depths[r] == depth) {
            return r;
        }
    }
    return SIZE_MAX;
}

struct expansion {
    struct extended_graph graph;
    struct feasible_graph feasible;
    struct expanded_graph expanded;
};

/* Marks the plan's path; false if it is not in the graph. */
static bool mark_path(struct drawing *drawing, struct arena *scratch, const struct expansion *e,
                      const struct plan_application *choice, size_t first_vertex, size_t first_arc)
{
    size_t *path = ARENA_ARRAY(scratch, size_t, e->graph.vertex_count + 1);
    size_t *replicas = ARENA_ARRAY(scratch, size_t, e->graph.vertex_count + 1);
    const size_t length = plan_path_find(path, &e->graph, choice);
    int64_t depth = 0;
    for (size_t i = 0; i < length; i++) {
        depth += e->feasible.widths[path[i]];
        replicas[i] = find_replica(&e->expanded, e->graph.arc_heads[path[i]], depth);
        if (replicas[i] == SIZE_MAX) {
            return false;
        }
    }
    for (size_t i = 0; i < length; i++) {
        drawing->vertices[first_vertex + (i == 0 ? 0 : replicas[i - 1])].mark = MARK_CHOSEN;
        drawing->vertices[first_vertex + replicas[i]].mark = MARK_CHOSEN;
        for (size_t a = 0; a < e->expanded.arc_count; a++) {
            if (e->expanded.heads[a] == replicas[i] && e->expanded.extended_arcs[a] == path[i]) {
                drawing->arcs[first_arc + a].mark = MARK_CHOSEN;
            }
        }
    }
    return length > 0;
}

static void add_arc(struct drawing *drawing, const struct expansion *e, size_t arc, size_t tail, size_t head)
{
    const int64_t energy_quanta = e->graph.arc_energies_quanta[arc];
    const int64_t latency_quanta = e->graph.arc_latencies_quanta[arc];
    const int width = e->feasible.widths[arc];
    const char *cost = drawing_cost_words(drawing, energy_quanta, latency_quanta);
    drawing_add_arc(
        drawing, (struct drawing_arc){
                     .tail = tail,
                     .head = head,
                     .label = cost[0] == '\0' ? cost : arena_printf(drawing->arena, "%s: +%d", cost, width),
                     .energy_quanta = energy_quanta,
                     .latency_quanta = latency_quanta,
                     .width = width,
                 });
}

static void add_expanded(struct drawing *drawing, const struct expansion *e, size_t box)
{
    const struct expanded_graph *expanded = &e->expanded;
    const size_t first_vertex = drawing->vertex_count;
    for (size_t r = 0; r < expanded->vertex_count; r++) {
        struct drawing_vertex vertex = graph_labels_vertex(drawing, &e->graph, expanded->vertices[r]);
        vertex.depth = expanded->depths[r];
        vertex.box = box;
        vertex.label = arena_printf(drawing->arena, "%s\ndepth %lld", vertex.label, (long long)vertex.depth);
        drawing_add_vertex(drawing, vertex);
    }
    for (size_t a = 0; a < expanded->arc_count; a++) {
        add_arc(drawing, e, expanded->extended_arcs[a], first_vertex + expanded->tails[a],
                first_vertex + expanded->heads[a]);
    }
}

/* Arcs out of replicas that would climb above gamma, dashed to one vertex that stands for all of that depth:
 * the plans that this resolution loses, or that are too slow. */
static void add_late_arcs(struct drawing *drawing, const struct expansion *e, size_t first_vertex, size_t box)
{
    size_t late = SIZE_MAX;
    for (size_t r = 0; r < e->expanded.vertex_count; r++) {
        for (size_t a = 0; a < e->graph.arc_count; a++) {
            const int64_t depth = (int64_t)e->expanded.depths[r] + e->feasible.widths[a];
            if (e->graph.arc_tails[a] != e->expanded.vertices[r] || depth <= e->feasible.gamma) {
                continue;
            }
            if (late == SIZE_MAX) {
                struct drawing_vertex vertex =
                    graph_labels_vertex(drawing, &e->graph, extended_graph_sink(&e->graph));
                vertex.label =
                    arena_printf(drawing->arena, "too late\ndepth > %lld", (long long)e->feasible.gamma);
                vertex.box = box;
                vertex.mark = MARK_PRUNED;
                late = drawing_add_vertex(drawing, vertex);
            }
            add_arc(drawing, e, a, first_vertex + r, late);
            drawing->arcs[drawing->arc_count - 1].mark = MARK_PRUNED;
        }
    }
}

/* Sets `*is_shown` to whether the plan's path, if there is a plan, is in the graph. */
static enum status add_application(struct drawing *drawing, struct arena *scratch,
                                   const struct drawing_request *request, size_t h, bool *is_shown,
                                   struct error *error)
{
    struct expansion e;
    extended_graph_build(&e.graph, scratch, drawing->arena, request->problem, h, EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&e.feasible, scratch, &e.graph, request->gamma, request->rounding);
    const enum status status = feasible_graph_expand(&e.expanded, scratch, drawing->arena, &e.feasible,
                                                     DRAWING_ARC_LIMIT - drawing->arc_count, error);
    if (status != STATUS_OK) {
        return status;
    }
    const size_t first_vertex = drawing->vertex_count;
    const size_t first_arc = drawing->arc_count;
    const size_t box = graph_labels_box(drawing, h);
    add_expanded(drawing, &e, box);
    if (e.graph.arc_count * e.expanded.vertex_count <= DRAWING_ARC_LIMIT) {
        add_late_arcs(drawing, &e, first_vertex, box);
    }
    *is_shown = request->plan != NULL && e.expanded.vertex_count > 0 &&
                mark_path(drawing, scratch, &e, &request->plan->applications[h], first_vertex, first_arc);
    return STATUS_OK;
}

enum status draw_feasible_graph(struct drawing *drawing, struct arena *arena, struct arena *scratch,
                                const struct drawing_request *request, struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    enum status status = STATUS_OK;
    bool all_are_shown = true;
    drawing_init(drawing, arena, request);
    drawing->is_ranked = true;
    for (size_t h = 0; h < request->problem->application_count && status == STATUS_OK; h++) {
        bool is_shown = false;
        status = add_application(drawing, scratch, request, h, &is_shown, error);
        all_are_shown = all_are_shown && is_shown;
    }
    const char *lead = request->plan == NULL ? "; " : all_are_shown ? "; bold: " : "; not in this graph: ";
    drawing->caption = arena_printf(arena,
                                    "%s: feasible graph, gamma %lld, %s%s%s\nan arc climbs %s(gamma * "
                                    "latency / deadline) depths; dashed: would "
                                    "climb above gamma%s",
                                    safe_words(arena, request->problem->name), (long long)request->gamma,
                                    request->rounding == DEPTH_CEIL ? "rounded up" : "rounded down", lead,
                                    request->plan_words, request->rounding == DEPTH_CEIL ? "ceil" : "floor",
                                    drawing->vertex_count == 0 ? "; no path is left" : "");
    arena_rewind(scratch, mark);
    return status;
}
