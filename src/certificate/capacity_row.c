/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which shared rows can bind at all? Block by block the most that any arc takes, added up over blocks and
 * applications: never too low, so that a row whose sum is within its capacity may be forgotten.
 */
#include "certificate/capacity_row.h"

#include <string.h>

#include "base/arena.h"
#include "base/checked.h"

bool capacity_row_find(struct capacity_row *row, const struct problem *problem, enum certificate_row kind,
                       size_t index)
{
    *row = (struct capacity_row){.kind = kind, .index = index};
    if (kind == ROW_NODE_LOAD || kind == ROW_NODE_MEMORY) {
        if (index >= problem->node_count || problem->nodes[index].place != 0) {
            return false;
        }
        const struct problem_node *node = &problem->nodes[index];
        row->capacity = kind == ROW_NODE_LOAD ? node->capacity_ppm : node->memory_bytes;
        return true;
    }
    if (kind != ROW_LINK_LOAD || index >= problem->link_count || problem->links[index].owner_distance != 0) {
        return false;
    }
    row->capacity = problem->links[index].capacity_ppm;
    return true;
}

static void raise_to(int64_t *most, int64_t amount)
{
    *most = max_int64(*most, amount);
}

/* The most that an arc of block `block` takes, at every place of row_of. */
static void find_most(int64_t *most, const struct capacity_rows *rows, const struct path_space *space,
                      size_t block)
{
    for (size_t s = 0; s < space->step_count; s++) {
        const struct space_step *step = &space->steps[s];
        for (size_t a = step->arc_begin; step->block == block && a < step->arc_end; a++) {
            const struct space_arc *arc = &space->arcs[a];
            raise_to(&most[capacity_rows_place(rows, ROW_NODE_LOAD, arc->node_owner)], arc->node_load_ppm);
            raise_to(&most[capacity_rows_place(rows, ROW_NODE_MEMORY, arc->node_owner)], arc->memory_bytes);
            if (arc->link_owner != NO_LINK) {
                raise_to(&most[capacity_rows_place(rows, ROW_LINK_LOAD, arc->link_owner)],
                         arc->link_load_ppm);
            }
        }
    }
}

static void add_row(struct capacity_rows *rows, const struct problem *problem, const int64_t *sums,
                    enum certificate_row kind, size_t index)
{
    struct capacity_row row;
    const size_t place = capacity_rows_place(rows, kind, index);
    rows->row_of[place] = NO_ROW;
    if (capacity_row_find(&row, problem, kind, index) && sums[place] > row.capacity) {
        rows->row_of[place] = rows->count;
        rows->rows[rows->count++] = row;
    }
}

void capacity_rows_build(struct capacity_rows *rows, struct arena *arena, struct arena *scratch,
                         const struct problem *problem, const struct path_space *spaces,
                         const size_t *classes)
{
    const struct arena_mark mark = arena_mark(scratch);
    const size_t places = 2 * problem->node_count + problem->link_count;
    int64_t *sums = ARENA_ARRAY(scratch, int64_t, places);
    int64_t *most = ARENA_ARRAY(scratch, int64_t, places);
    int64_t *applications = ARENA_ARRAY(scratch, int64_t, problem->application_count);
    *rows = (struct capacity_rows){
        .rows = ARENA_ARRAY(arena, struct capacity_row, places),
        .row_of = ARENA_ARRAY(arena, size_t, places),
        .node_count = problem->node_count,
    };
    for (size_t h = 0; h < problem->application_count; h++) {
        applications[classes[h]]++;
    }
    for (size_t c = 0; c < problem->application_count && applications[c] > 0; c++) {
        for (size_t block = 0; block < spaces[c].depth_limit; block++) {
            memset(most, 0, places * sizeof *most);
            find_most(most, rows, &spaces[c], block);
            for (size_t i = 0; i < places; i++) {
                sums[i] += applications[c] * most[i];
            }
        }
    }
    for (size_t n = 0; n < problem->node_count; n++) {
        add_row(rows, problem, sums, ROW_NODE_LOAD, n);
        add_row(rows, problem, sums, ROW_NODE_MEMORY, n);
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        add_row(rows, problem, sums, ROW_LINK_LOAD, l);
    }
    arena_rewind(scratch, mark);
}
