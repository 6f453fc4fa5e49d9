/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does a plan look like? A box per node of the network, the blocks it runs inside, and the way of the
 * samples from the source through them. Arcs within a box move nothing.
 */
#include "base/arena.h"
#include "base/checked.h"
#include "base/error.h"
#include "export/drawing.h"
#include "io/safe_text.h"
#include "model/plan.h"
#include "model/problem.h"

/* Boxes of the nodes that are used, in node order; boxes[n] is DRAWING_NO_BOX for the others. */
static size_t *add_boxes(struct drawing *drawing, struct arena *scratch, const struct plan *plan)
{
    const struct problem *problem = drawing->problem;
    size_t *boxes = ARENA_ARRAY(scratch, size_t, problem->node_count);
    bool *is_used = ARENA_ARRAY(scratch, bool, problem->node_count);
    for (size_t h = 0; h < problem->application_count; h++) {
        is_used[problem->applications[h].source] = true;
        for (size_t i = 0; i < plan->applications[h].node_count; i++) {
            is_used[plan->applications[h].nodes[i]] = true;
        }
    }
    for (size_t n = 0; n < problem->node_count; n++) {
        const struct problem_node *node = &problem->nodes[n];
        boxes[n] = is_used[n]
                       ? drawing_add_box(drawing, (struct drawing_box){.label = node->id, .tier = node->tier})
                       : DRAWING_NO_BOX;
    }
    return boxes;
}

static size_t add_block(struct drawing *drawing, const size_t *boxes, size_t h, size_t node,
                        const struct drawing_vertex *what)
{
    const char *prefix = drawing->problem->application_count > 1
                             ? arena_printf(drawing->arena, "%s\n", drawing->problem->applications[h].id)
                             : "";
    struct drawing_vertex vertex = *what;
    vertex.label = arena_printf(drawing->arena, "%s%s", prefix, what->label);
    vertex.tier = drawing->problem->nodes[node].tier;
    vertex.node = drawing->problem->nodes[node].id;
    vertex.application = h;
    vertex.depth = DRAWING_NO_DEPTH;
    vertex.box = boxes[node];
    vertex.mark = MARK_CHOSEN;
    return drawing_add_vertex(drawing, vertex);
}

/* The transfer into a block; within a node nothing moves, and the label is empty. */
static struct drawing_arc transfer(struct drawing *drawing, const struct stage *stage, size_t from, size_t to)
{
    struct drawing_arc arc = {.label = "", .width = DRAWING_NO_DEPTH, .mark = MARK_CHOSEN};
    if (from != to) {
        const size_t link = problem_find_link(drawing->problem, from, to);
        BUG_IF(link == NO_LINK);
        arc.energy_quanta = stage->transfer_energy_quanta[link];
        arc.latency_quanta = stage->transfer_latency_quanta[link];
        arc.label = drawing_cost_words(drawing, arc.energy_quanta, arc.latency_quanta);
    }
    return arc;
}

static void add_application(struct drawing *drawing, const size_t *boxes, const struct plan *plan, size_t h)
{
    const struct problem_application *application = &drawing->problem->applications[h];
    const struct plan_application *choice = &plan->applications[h];
    const struct problem_configuration *configuration = &application->configurations[choice->configuration];
    size_t from = application->source;
    size_t last = add_block(drawing, boxes, h, from, &(struct drawing_vertex){.label = "source"});
    for (size_t i = 0; i < configuration->depth; i++) {
        const struct stage *stage = configuration->stages[i];
        const size_t node = choice->nodes[i];
        const char *id = drawing_block_id(drawing, h, stage->block);
        const char *cost = drawing_cost_words(drawing, stage->compute_energy_quanta[node],
                                              stage->compute_latency_quanta[node]);
        struct drawing_arc arc = transfer(drawing, stage, from, node);
        arc.tail = last;
        arc.head = add_block(drawing, boxes, h, node,
                             &(struct drawing_vertex){
                                 .label = arena_printf(drawing->arena, "%s\n%s", id, cost),
                                 .block = id,
                                 .rank = i + 1,
                             });
        last = arc.head;
        drawing_add_arc(drawing, arc);
        from = node;
    }
}

enum status draw_plan(struct drawing *drawing, struct arena *arena, struct arena *scratch,
                      const struct drawing_request *request, struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    (void)error;
    drawing_init(drawing, arena, request);
    const size_t *boxes = add_boxes(drawing, scratch, request->plan);
    for (size_t h = 0; h < request->problem->application_count; h++) {
        add_application(drawing, boxes, request->plan, h);
    }
    drawing->caption =
        arena_printf(arena, "%s: plan, %s", safe_words(arena, request->problem->name), request->plan_words);
    arena_rewind(scratch, mark);
    return STATUS_OK;
}
