/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a drawing grow? What its builders share. */
#include "export/drawing.h"

#include "base/arena.h"
#include "base/text.h"
#include "model/instance.h"
#include "model/problem.h"
#include "report/engineering.h"

void drawing_init(struct drawing *drawing, struct arena *arena, const struct drawing_request *request)
{
    *drawing = (struct drawing){
        .arena = arena,
        .instance = request->instance,
        .problem = request->problem,
        .caption = "",
    };
}

size_t drawing_add_vertex(struct drawing *drawing, struct drawing_vertex vertex)
{
    drawing->vertices = arena_grow(drawing->arena, drawing->vertices, drawing->vertex_count,
                                   &drawing->vertex_capacity, sizeof vertex);
    drawing->vertices[drawing->vertex_count] = vertex;
    return drawing->vertex_count++;
}

size_t drawing_add_box(struct drawing *drawing, struct drawing_box box)
{
    drawing->boxes =
        arena_grow(drawing->arena, drawing->boxes, drawing->box_count, &drawing->box_capacity, sizeof box);
    drawing->boxes[drawing->box_count] = box;
    return drawing->box_count++;
}

void drawing_add_arc(struct drawing *drawing, struct drawing_arc arc)
{
    drawing->arcs =
        arena_grow(drawing->arena, drawing->arcs, drawing->arc_count, &drawing->arc_capacity, sizeof arc);
    drawing->arcs[drawing->arc_count++] = arc;
}

const char *drawing_cost_words(const struct drawing *drawing, int64_t energy_quanta, int64_t latency_quanta)
{
    struct text text;
    text_init(&text, drawing->arena);
    if (energy_quanta != 0 || latency_quanta != 0) {
        text_add_short_quantity(&text, quanta_in_si(energy_quanta, drawing->problem->energy_quantum_j), "J");
        text_add(&text, ", ");
        text_add_short_quantity(&text, quanta_in_si(latency_quanta, drawing->problem->time_quantum_s), "s");
    }
    return text.data;
}

const char *drawing_block_id(const struct drawing *drawing, size_t h, size_t block)
{
    return drawing->instance->models[drawing->instance->applications[h].model].blocks[block].id;
}
