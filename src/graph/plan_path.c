/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where does a plan run through the extended graph, and which arcs could be in time? For pictures and
 * explanations: the solvers carry arcs with them and need neither.
 */
#include "graph/plan_path.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "model/plan.h"
#include "model/problem.h"

/* Larger than any path; three of them still fit an int64_t. */
#define UNREACHED (INT64_C(1) << 61)

/* The trie node below `parent` whose stage is that one; it must be there. A node is created after its parent.
 */
static uint32_t child_prefix(const struct extended_graph *graph, uint32_t parent, const struct stage *stage)
{
    for (uint32_t child = parent + 1; child < graph->prefix_count; child++) {
        if (graph->prefix_parents[child] == parent && graph->prefix_stages[child] == stage) {
            return child;
        }
    }
    BUG_IF(true);
    return 0;
}

void plan_path_prefixes(uint32_t *prefixes, const struct extended_graph *graph, size_t configuration)
{
    const struct problem_configuration *chosen =
        &graph->problem->applications[graph->application].configurations[configuration];
    uint32_t at = 0;
    for (size_t i = 0; i < chosen->depth; i++) {
        at = child_prefix(graph, at, chosen->stages[i]);
        prefixes[i] = at;
    }
}

/* The arc into `head` from `tail`, or SIZE_MAX. */
static size_t find_arc(const struct extended_graph *graph, size_t tail, size_t head)
{
    for (size_t a = graph->in_begin[head]; a < graph->in_begin[head + 1]; a++) {
        if (graph->arc_tails[a] == tail) {
            return a;
        }
    }
    return SIZE_MAX;
}

static size_t find_vertex(const struct extended_graph *graph, uint32_t prefix, size_t node)
{
    for (size_t v = 1; v < extended_graph_sink(graph); v++) {
        if (graph->vertices[v].prefix == prefix && graph->vertices[v].node == node) {
            return v;
        }
    }
    return SIZE_MAX;
}

size_t plan_path_find(size_t *arcs, const struct extended_graph *graph, const struct plan_application *choice)
{
    const struct problem_application *application = &graph->problem->applications[graph->application];
    if (graph->vertex_count == 0 || choice->configuration >= application->configuration_count) {
        return 0;
    }
    const struct problem_configuration *chosen = &application->configurations[choice->configuration];
    if (!configuration_is_accurate(application, chosen) || chosen->depth != choice->node_count) {
        return 0;
    }
    uint32_t at = 0;
    uint32_t prefix = 0;
    for (size_t i = 0; i < chosen->depth; i++) {
        prefix = child_prefix(graph, prefix, chosen->stages[i]);
        const size_t head = find_vertex(graph, prefix, choice->nodes[i]);
        const size_t arc = head == SIZE_MAX ? SIZE_MAX : find_arc(graph, at, head);
        if (arc == SIZE_MAX) {
            return 0;
        }
        arcs[i] = arc;
        at = (uint32_t)head;
    }
    const size_t last = find_arc(graph, at, extended_graph_sink(graph));
    if (last == SIZE_MAX) {
        return 0;
    }
    arcs[chosen->depth] = last;
    return chosen->depth + 1;
}

int64_t *plan_path_least_latencies(struct arena *arena, struct arena *scratch,
                                   const struct extended_graph *graph)
{
    int64_t *through = ARENA_ARRAY(arena, int64_t, graph->arc_count);
    if (graph->vertex_count == 0) {
        return through;
    }
    const struct arena_mark mark = arena_mark(scratch);
    int64_t *forward = ARENA_ARRAY(scratch, int64_t, graph->vertex_count);
    int64_t *backward = ARENA_ARRAY(scratch, int64_t, graph->vertex_count);
    for (size_t v = 0; v < graph->vertex_count; v++) {
        forward[v] = v == 0 ? 0 : UNREACHED;
        backward[v] = v == extended_graph_sink(graph) ? 0 : UNREACHED;
    }
    for (size_t a = 0; a < graph->arc_count; a++) {
        int64_t *head = &forward[graph->arc_heads[a]];
        *head = min_int64(*head, forward[graph->arc_tails[a]] + graph->arc_latencies_quanta[a]);
    }
    for (size_t a = graph->arc_count; a-- > 0;) {
        int64_t *tail = &backward[graph->arc_tails[a]];
        *tail = min_int64(*tail, backward[graph->arc_heads[a]] + graph->arc_latencies_quanta[a]);
    }
    for (size_t a = 0; a < graph->arc_count; a++) {
        through[a] =
            forward[graph->arc_tails[a]] + graph->arc_latencies_quanta[a] + backward[graph->arc_heads[a]];
    }
    arena_rewind(scratch, mark);
    return through;
}
