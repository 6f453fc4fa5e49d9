/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a vertex of an extended graph called? */
#include "export/graph_labels.h"

#include "base/arena.h"
#include "base/text.h"
#include "graph/extended_graph.h"
#include "graph/plan_path.h"
#include "model/problem.h"

/* Several vertices of this layer stand for the same block on the same node. Vertices stand in layer order. */
static bool is_ambiguous(const struct extended_graph *graph, size_t v)
{
    const struct extended_vertex *vertices = graph->vertices;
    for (size_t other = v; vertices[--other].layer == vertices[v].layer;) {
        if (vertices[other].node == vertices[v].node) {
            return true;
        }
    }
    for (size_t other = v; vertices[++other].layer == vertices[v].layer;) {
        if (vertices[other].node == vertices[v].node) {
            return true;
        }
    }
    return false;
}

const char *graph_labels_configurations(struct arena *arena, const struct extended_graph *graph, size_t v)
{
    if (v == 0 || v == extended_graph_sink(graph) || !is_ambiguous(graph, v)) {
        return NULL;
    }
    const struct problem_application *application = &graph->problem->applications[graph->application];
    const struct extended_vertex *vertex = &graph->vertices[v];
    struct text words;
    text_init(&words, arena);
    for (size_t c = 0; c < application->configuration_count; c++) {
        const struct problem_configuration *configuration = &application->configurations[c];
        if (!configuration_is_accurate(application, configuration) || configuration->depth < vertex->layer) {
            continue;
        }
        uint32_t *prefixes = ARENA_ARRAY(arena, uint32_t, configuration->depth);
        plan_path_prefixes(prefixes, graph, c);
        if (prefixes[vertex->layer - 1] == vertex->prefix) {
            text_addf(&words, "%s%s", words.length > 0 ? ", " : "", configuration->id);
        }
    }
    return words.data;
}

struct drawing_vertex graph_labels_vertex(struct drawing *drawing, const struct extended_graph *graph,
                                          size_t v)
{
    const struct problem *problem = graph->problem;
    const struct extended_vertex *vertex = &graph->vertices[v];
    const struct problem_node *node = &problem->nodes[vertex->node];
    struct drawing_vertex drawn = {
        .application = graph->application,
        .rank = vertex->layer,
        .depth = DRAWING_NO_DEPTH,
        .box = DRAWING_NO_BOX,
    };
    if (v == extended_graph_sink(graph)) {
        drawn.label = "exit";
        return drawn;
    }
    drawn.tier = node->tier;
    drawn.node = node->id;
    if (v == 0) {
        drawn.label = arena_printf(drawing->arena, "source\n%s", node->id);
        return drawn;
    }
    drawn.block = drawing_block_id(drawing, graph->application, graph->prefix_stages[vertex->prefix]->block);
    const char *configurations = graph_labels_configurations(drawing->arena, graph, v);
    drawn.label = configurations != NULL
                      ? arena_printf(drawing->arena, "%s\n%s\n(%s)", drawn.block, node->id, configurations)
                      : arena_printf(drawing->arena, "%s\n%s", drawn.block, node->id);
    return drawn;
}

size_t graph_labels_box(struct drawing *drawing, size_t h)
{
    if (drawing->problem->application_count == 1) {
        return DRAWING_NO_BOX;
    }
    return drawing_add_box(drawing, (struct drawing_box){.label = drawing->problem->applications[h].id});
}
