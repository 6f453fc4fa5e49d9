/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do the paths left to an application take at least, and which of them take more than so much? With
 * arcs: a sweep forwards and one backwards give the least of all chains through each. With a list: path by
 * path.
 */
#include "certificate/paths_left.h"

#include <string.h>

#include "base/arena.h"
#include "base/checked.h"

static size_t cell_count(const struct path_space *space)
{
    return (space->step_count + 1) * space->node_count;
}

void left_work_init(struct left_work *work, struct arena *arena, const struct path_space *spaces,
                    size_t space_count, size_t row_count)
{
    size_t cells = 0;
    size_t arcs = 0;
    for (size_t c = 0; c < space_count; c++) {
        cells = cell_count(&spaces[c]) > cells ? cell_count(&spaces[c]) : cells;
        arcs = spaces[c].arc_count > arcs ? spaces[c].arc_count : arcs;
    }
    *work = (struct left_work){
        .forward = ARENA_ARRAY(arena, int64_t, cells),
        .backward = ARENA_ARRAY(arena, int64_t, cells),
        .amounts = ARENA_ARRAY(arena, int64_t, arcs),
        .taken = ARENA_ARRAY(arena, int64_t, row_count),
        .touched = ARENA_ARRAY(arena, size_t, row_count),
        .takers = ARENA_ARRAY(arena, size_t, row_count),
    };
}

static void begin(struct paths_left *left, struct arena *arena, const struct path_space *space,
                  size_t row_count)
{
    *left = (struct paths_left){
        .space = space,
        .least = ARENA_ARRAY(arena, int64_t, row_count),
        .most = ARENA_ARRAY(arena, int64_t, row_count),
    };
}

static const bool *find_ends(struct arena *arena, const struct path_space *space,
                             const struct path_cost *cost)
{
    bool *ends = ARENA_ARRAY(arena, bool, space->end_count);
    for (size_t e = 0; e < space->end_count; e++) {
        ends[e] = cost->ends[e] != COST_FORBIDDEN;
    }
    return ends;
}

void paths_left_all(struct paths_left *left, struct arena *arena, const struct path_space *space,
                    size_t row_count)
{
    begin(left, arena, space, row_count);
    bool *ends = ARENA_ARRAY(arena, bool, space->end_count);
    memset(ends, true, space->end_count * sizeof *ends);
    left->ends = ends;
    left->arcs = ARENA_ARRAY(arena, struct left_arc, space->arc_count);
    left->arc_count = space->arc_count;
    for (size_t r = 0; r < row_count; r++) {
        left->most[r] = AMOUNT_UNREACHED; /* not known */
    }
    for (size_t s = 0; s < space->step_count; s++) {
        const struct space_step *step = &space->steps[s];
        const size_t before = step->parent == NO_STEP ? space->step_count : step->parent;
        for (size_t a = step->arc_begin; a < step->arc_end; a++) {
            left->arcs[a] = (struct left_arc){
                .arc = (uint32_t)a,
                .tail = (uint32_t)(before * space->node_count + space->arcs[a].from),
                .head = (uint32_t)(s * space->node_count + space->arcs[a].to),
            };
        }
    }
}

void paths_left_of(struct paths_left *left, struct arena *arena, const struct paths_left *from,
                   const struct path_cost *cost, size_t row_count)
{
    begin(left, arena, from->space, row_count);
    memcpy(left->least, from->least, row_count * sizeof *left->least);
    memcpy(left->most, from->most, row_count * sizeof *left->most);
    if (cost == NULL) {
        left->arcs = from->arcs;
        left->arc_count = from->arc_count;
        left->ends = from->ends;
        left->is_shared = true;
        return;
    }
    left->arcs = ARENA_ARRAY(arena, struct left_arc, from->arc_count);
    left->ends = find_ends(arena, from->space, cost);
    for (size_t i = 0; i < from->arc_count; i++) {
        if (cost->arcs[from->arcs[i].arc] != COST_FORBIDDEN) {
            left->arcs[left->arc_count++] = from->arcs[i];
        }
    }
}

void paths_left_of_list(struct paths_left *left, struct arena *arena, const struct path_space *space,
                        const struct path_list *list, const struct path_cost *cost, size_t row_count)
{
    begin(left, arena, space, row_count);
    left->has_list = true;
    left->list = *list;
    left->is_shared = true;
    if (cost != NULL) {
        path_list_filter(&left->list, arena, list, space, cost, COST_INFINITE - 1);
        left->is_shared = false;
    }
}

static void own_arcs(struct paths_left *left, struct arena *arena)
{
    if (left->is_shared) {
        struct left_arc *arcs = ARENA_ARRAY(arena, struct left_arc, left->arc_count);
        memcpy(arcs, left->arcs, left->arc_count * sizeof *arcs);
        left->arcs = arcs;
        left->is_shared = false;
    }
}

/* The least of a chain by work->amounts; AMOUNT_UNREACHED if there is no chain. */
static int64_t sweep(const struct paths_left *left, struct left_work *work)
{
    const struct path_space *space = left->space;
    const size_t start = space->step_count * space->node_count + space->source;
    for (size_t i = 0; i < cell_count(space); i++) {
        work->forward[i] = AMOUNT_UNREACHED;
        work->backward[i] = AMOUNT_UNREACHED;
    }
    work->forward[start] = 0;
    for (size_t e = 0; e < space->end_count; e++) {
        for (size_t n = 0; n < space->node_count && left->ends[e]; n++) {
            work->backward[space->ends[e].step * space->node_count + n] = 0;
        }
    }
    for (size_t i = 0; i < left->arc_count; i++) {
        int64_t *head = &work->forward[left->arcs[i].head];
        *head = min_int64(*head, work->forward[left->arcs[i].tail] + work->amounts[i]);
    }
    for (size_t i = left->arc_count; i-- > 0;) {
        int64_t *tail = &work->backward[left->arcs[i].tail];
        *tail = min_int64(*tail, work->backward[left->arcs[i].head] + work->amounts[i]);
    }
    return work->backward[start];
}

/* After a sweep: drops the arcs whose chains are all beyond the limit; `*most` of the others. */
static bool drop_beyond(int64_t *most, struct paths_left *left, struct arena *arena,
                        const struct left_work *work, int64_t limit)
{
    size_t kept = 0;
    *most = 0;
    for (size_t i = 0; i < left->arc_count; i++) {
        const struct left_arc arc = left->arcs[i];
        const int64_t through = work->forward[arc.tail] + work->amounts[i] + work->backward[arc.head];
        if (through > limit || through >= AMOUNT_UNREACHED) {
            own_arcs(left, arena);
            continue;
        }
        *most = max_int64(*most, through);
        if (kept < i) {
            left->arcs[kept] = arc;
        }
        kept++;
    }
    const bool is_less = kept < left->arc_count;
    left->arc_count = kept;
    return is_less;
}

bool paths_left_in_time(struct paths_left *left, struct arena *arena, struct left_work *work)
{
    int64_t slowest = 0;
    for (size_t i = 0; i < left->arc_count; i++) {
        work->amounts[i] = left->space->arcs[left->arcs[i].arc].latency_quanta;
    }
    /* (P4) */
    sweep(left, work);
    return drop_beyond(&slowest, left, arena, work, left->space->deadline_quanta);
}

bool paths_left_within(struct paths_left *left, struct arena *arena, struct left_work *work,
                       const struct capacity_rows *rows, size_t r, int64_t room)
{
    for (size_t i = 0; i < left->arc_count; i++) {
        work->amounts[i] = capacity_row_amount(&rows->rows[r], &left->space->arcs[left->arcs[i].arc]);
    }
    left->least[r] = sweep(left, work);
    return drop_beyond(&left->most[r], left, arena, work, room);
}

/* ---- lists ---- */

static void take(struct left_work *work, const struct capacity_rows *rows, size_t place, int64_t amount)
{
    const size_t r = rows->row_of[place];
    if (amount > 0 && r != NO_ROW) {
        if (work->taken[r] == 0) {
            work->touched[work->touched_count++] = r;
        }
        work->taken[r] += amount;
    }
}

/* What the path takes, in work->taken of the rows touched. */
static void take_path(struct left_work *work, const struct capacity_rows *rows,
                      const struct path_space *space, const uint32_t *path, size_t size)
{
    for (size_t i = 1; i < size; i++) {
        const struct space_arc *arc = &space->arcs[path[i]];
        take(work, rows, capacity_rows_place(rows, ROW_NODE_LOAD, arc->node_owner), arc->node_load_ppm);
        take(work, rows, capacity_rows_place(rows, ROW_NODE_MEMORY, arc->node_owner), arc->memory_bytes);
        if (arc->link_owner != NO_LINK) {
            take(work, rows, capacity_rows_place(rows, ROW_LINK_LOAD, arc->link_owner), arc->link_load_ppm);
        }
    }
}

static void forget_path(struct left_work *work)
{
    while (work->touched_count > 0) {
        work->taken[work->touched[--work->touched_count]] = 0;
    }
}

bool paths_left_measure_list(struct paths_left *left, struct left_work *work,
                             const struct capacity_rows *rows)
{
    const struct path_list *list = &left->list;
    memset(work->takers, 0, rows->count * sizeof *work->takers);
    memset(left->most, 0, rows->count * sizeof *left->most);
    for (size_t r = 0; r < rows->count; r++) {
        left->least[r] = AMOUNT_UNREACHED;
    }
    for (size_t i = 0; i < list->item_count;) {
        const size_t size = path_list_size(left->space, &list->items[i]);
        take_path(work, rows, left->space, &list->items[i], size);
        for (size_t k = 0; k < work->touched_count; k++) {
            const size_t r = work->touched[k];
            work->takers[r]++;
            left->least[r] = min_int64(left->least[r], work->taken[r]);
            left->most[r] = max_int64(left->most[r], work->taken[r]);
        }
        forget_path(work);
        i += size;
    }
    for (size_t r = 0; r < rows->count; r++) {
        left->least[r] = work->takers[r] == list->path_count ? left->least[r] : 0;
    }
    return list->path_count > 0;
}

bool paths_left_fit_list(struct paths_left *left, struct arena *arena, struct left_work *work,
                         const struct capacity_rows *rows, const int64_t *rooms)
{
    struct path_list *list = &left->list;
    const struct path_list from = *list;
    if (left->is_shared) {
        list->items = ARENA_ARRAY(arena, uint32_t, from.item_count);
        list->capacity = from.item_count;
        left->is_shared = false;
    }
    list->item_count = 0;
    list->path_count = 0;
    for (size_t i = 0; i < from.item_count;) {
        const size_t size = path_list_size(left->space, &from.items[i]);
        bool fits = true;
        take_path(work, rows, left->space, &from.items[i], size);
        for (size_t k = 0; k < work->touched_count; k++) {
            fits = fits && work->taken[work->touched[k]] <= rooms[work->touched[k]];
        }
        forget_path(work);
        if (fits) {
            memmove(&list->items[list->item_count], &from.items[i], size * sizeof *list->items);
            list->item_count += size;
            list->path_count++;
        }
        i += size;
    }
    return list->path_count < from.path_count;
}

void paths_left_forbid(struct path_cost *cost, const struct paths_left *left)
{
    size_t next = 0;
    for (size_t i = 0; i < left->arc_count; i++) {
        for (; next < left->arcs[i].arc; next++) {
            cost->arcs[next] = COST_FORBIDDEN;
        }
        next++;
    }
    for (; next < left->space->arc_count; next++) {
        cost->arcs[next] = COST_FORBIDDEN;
    }
}
