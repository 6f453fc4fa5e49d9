/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paths cost at most so much? Depth first through the tree of steps, forwards; a partial path is left
 * as soon as no completion of it can be in time and cheap enough.
 */
#include "certificate/path_list.h"

#include <string.h>

#include "base/arena.h"

/* At one step of the path: the arcs that have not been tried. The arc that is being tried is the one before.
 */
struct frame {
    size_t node;
    size_t step;
    size_t next_arc;
    int128 cost; /* of the path so far */
    int64_t latency;
};

struct walk {
    const struct path_space *space;
    const struct path_cost *cost;
    const struct path_bounds *bounds;
    struct path_effort *effort;
    struct arena *arena;
    struct path_list *list;
    struct frame *frames; /* [depth_limit + 1] */
    int128 most;
    size_t turns;
};

/* How often time and memory are looked at. */
enum { TURNS_PER_LOOK = 4096 };

/* A new path of `size` items, to be filled in. */
static uint32_t *add_path(struct path_list *list, struct arena *arena, size_t size)
{
    if (list->item_count + size > list->capacity) {
        const size_t capacity = 2 * list->capacity + 64 + size;
        uint32_t *more = ARENA_ARRAY(arena, uint32_t, capacity);
        if (list->item_count > 0) {
            memcpy(more, list->items, list->item_count * sizeof *more);
        }
        list->items = more;
        list->capacity = capacity;
    }
    uint32_t *path = &list->items[list->item_count];
    list->item_count += size;
    list->path_count++;
    return path;
}

/* The path in the frames 0 .. depth-1 ends here, if that is cheap enough. */
static void add_ends(struct walk *walk, size_t depth, size_t step, int128 cost)
{
    for (size_t e = 0; e < walk->space->end_count; e++) {
        if (walk->space->ends[e].step != step || walk->cost->ends[e] == COST_FORBIDDEN ||
            cost + walk->cost->ends[e] > walk->most) {
            continue;
        }
        if (walk->list->path_count == PATH_LIST_LIMIT) {
            walk->effort->is_stopped = true;
            return;
        }
        uint32_t *path = add_path(walk->list, walk->arena, depth + 1);
        path[0] = (uint32_t)e;
        for (size_t i = 0; i < depth; i++) {
            path[depth - i] = (uint32_t)(walk->frames[i].next_arc - 1);
        }
    }
}

/* The frame that tries the arcs of `step` from `node`. */
static struct frame begin_frame(const struct path_space *space, size_t step, size_t node)
{
    return (struct frame){
        .node = node,
        .step = step,
        .next_arc = step == NO_STEP ? 0 : path_space_arcs_from(space, step, node),
    };
}

static void walk_paths(struct walk *walk)
{
    const struct path_space *space = walk->space;
    size_t depth = 1;
    walk->frames[0] = begin_frame(space, space->first_root, space->source);
    while (depth > 0 && !walk->effort->is_stopped) {
        struct frame *frame = &walk->frames[depth - 1];
        const size_t step = frame->step;
        if (++walk->turns % TURNS_PER_LOOK == 0) {
            path_effort_must_stop(walk->effort, walk->arena);
        }
        if (step == NO_STEP) {
            depth--;
            continue;
        }
        if (frame->next_arc == space->steps[step].arc_end ||
            space->arcs[frame->next_arc].from != frame->node) {
            const struct frame next = begin_frame(space, space->steps[step].next_sibling, frame->node);
            frame->step = next.step;
            frame->next_arc = next.next_arc;
            continue;
        }
        const size_t a = frame->next_arc++;
        const struct space_arc *arc = &space->arcs[a];
        const int64_t latency = frame->latency + arc->latency_quanta;
        const int128 cost = frame->cost + walk->cost->arcs[a];
        if (walk->cost->arcs[a] == COST_FORBIDDEN ||
            path_bounds_is_hopeless(walk->bounds, space, step * space->node_count + arc->to, cost, latency,
                                    walk->most)) {
            continue;
        }
        add_ends(walk, depth, step, cost);
        struct frame *inner = &walk->frames[depth++];
        *inner = begin_frame(space, space->steps[step].first_child, arc->to);
        inner->cost = cost;
        inner->latency = latency;
    }
}

void path_list_build(struct path_list *list, struct path_effort *effort, struct arena *arena,
                     struct arena *scratch, const struct path_space *space, const struct path_cost *cost,
                     const struct path_bounds *bounds, int128 most)
{
    const struct arena_mark mark = arena_mark(scratch);
    *list = (struct path_list){.items = ARENA_ARRAY(arena, uint32_t, 0)};
    struct walk walk = {
        .space = space,
        .cost = cost,
        .bounds = bounds,
        .effort = effort,
        .arena = arena,
        .list = list,
        .frames = ARENA_ARRAY(scratch, struct frame, space->depth_limit + 1),
        .most = most < COST_INFINITE ? most : COST_INFINITE - 1,
    };
    walk_paths(&walk);
    arena_rewind(scratch, mark);
}

size_t path_list_size(const struct path_space *space, const uint32_t *path)
{
    return space->steps[space->ends[path[0]].step].block + 2;
}

static int128 path_cost(const uint32_t *path, size_t size, const struct path_cost *cost)
{
    int128 sum = cost->ends[path[0]];
    bool is_forbidden = sum == COST_FORBIDDEN;
    for (size_t i = 1; i < size; i++) {
        is_forbidden = is_forbidden || cost->arcs[path[i]] == COST_FORBIDDEN;
        sum += cost->arcs[path[i]];
    }
    return is_forbidden ? COST_INFINITE : sum;
}

void path_list_filter(struct path_list *list, struct arena *arena, const struct path_list *from,
                      const struct path_space *space, const struct path_cost *cost, int128 most)
{
    *list = (struct path_list){.items = ARENA_ARRAY(arena, uint32_t, 0)};
    for (size_t i = 0; i < from->item_count;) {
        const uint32_t *path = &from->items[i];
        const size_t size = path_list_size(space, path);
        const int128 sum = path_cost(path, size, cost);
        if (sum != COST_INFINITE && sum <= most) {
            memcpy(add_path(list, arena, size), path, size * sizeof *path);
        }
        i += size;
    }
}

int128 path_list_least_cost(const struct path_list *list, const struct path_space *space,
                            const struct path_cost *cost)
{
    int128 least = COST_INFINITE;
    for (size_t i = 0; i < list->item_count;) {
        const size_t size = path_list_size(space, &list->items[i]);
        const int128 sum = path_cost(&list->items[i], size, cost);
        least = sum < least ? sum : least;
        i += size;
    }
    return least;
}
