/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which path that meets its deadline costs least? Label setting, step by step: a label is a partial path's
 * cost and latency; at the same step and node one that is neither cheaper nor faster than another cannot
 * become part of a better path. What remains is a front, faster labels first, cheaper ones last; an arc moves
 * a front as a whole, so that those which arrive at a node are merged, not sorted. A label whose bounds say
 * that it ends too late, or not below what is known already, is dropped. Steps come after their parents, so
 * every label is final when it is extended.
 */
#include "certificate/least_path.h"

#include "base/arena.h"

struct label {
    int128 cost;
    int64_t latency;
};

/* How many labels are extended between two looks at the limits. */
enum { LABELS_PER_LOOK = 256 };

/* Labels at one step and node: latencies rise, costs fall. */
struct front {
    struct label *labels; /* [count] */
    size_t count;
    size_t capacity;
};

/* Appends a label that is not faster than the last one, unless it is not cheaper. */
static void append(struct front *front, struct arena *arena, const struct label *label)
{
    if (front->count > 0 && front->labels[front->count - 1].cost <= label->cost) {
        return;
    }
    if (front->count > 0 && front->labels[front->count - 1].latency == label->latency) {
        front->count--;
    }
    front->labels = ARENA_GROW(arena, struct label, front->labels, front->count, &front->capacity);
    front->labels[front->count++] = *label;
}

/* `merged` becomes the front of both. */
static void merge(struct front *merged, struct arena *arena, const struct front *a, const struct front *b)
{
    size_t i = 0;
    size_t j = 0;
    merged->count = 0;
    while (i < a->count || j < b->count) {
        const bool is_of_a = j == b->count || (i < a->count && a->labels[i].latency <= b->labels[j].latency);
        append(merged, arena, is_of_a ? &a->labels[i++] : &b->labels[j++]);
    }
}

struct search {
    const struct path_space *space;
    const struct path_cost *cost;
    const struct path_bounds *bounds;
    struct path_effort *effort;
    struct arena *arena;
    struct front *reached; /* [step_count][node_count] */
    struct front arriving; /* over one arc */
    struct front merged;   /* changes places with the front that it is merged for */
    int128 best;
};

/* Can no completion of this label at a node of step `s` both keep the deadline and cost less than the best?
 */
static bool is_hopeless(const struct search *search, size_t s, size_t node, const struct label *label)
{
    const struct path_bounds *bounds = search->bounds;
    const size_t at = s * search->space->node_count + node;
    const int64_t deadline = search->space->deadline_quanta;
    if (label->latency + bounds->latency_to_go[at] > deadline ||
        label->cost + bounds->cost_to_go[at] >= search->best) {
        return true;
    }
    const int128 slack = (int128)bounds->latency_price * (deadline - label->latency);
    return COST_SCALE * label->cost + bounds->joint_to_go[at] - slack >= COST_SCALE * search->best;
}

bool path_effort_must_stop(struct path_effort *effort, const struct arena *arena)
{
    effort->is_stopped = effort->is_stopped || deadline_has_passed(&effort->deadline) ||
                         (effort->memory_limit_bytes > 0 && arena_bytes(arena) > effort->memory_limit_bytes);
    return effort->is_stopped;
}

/* Merges what comes from a front over arc `a` of step `s` with what is at its end. */
static void extend_over(struct search *search, size_t s, size_t a, const struct front *from)
{
    const struct space_arc *arc = &search->space->arcs[a];
    struct front *to = &search->reached[s * search->space->node_count + arc->to];
    search->arriving.count = 0;
    for (size_t i = 0; i < from->count; i++) {
        if (i % LABELS_PER_LOOK == 0 && path_effort_must_stop(search->effort, search->arena)) {
            return;
        }
        const struct label label = {
            .cost = from->labels[i].cost + search->cost->arcs[a],
            .latency = from->labels[i].latency + arc->latency_quanta,
        };
        if (!is_hopeless(search, s, arc->to, &label)) {
            append(&search->arriving, search->arena, &label);
        }
    }
    if (search->arriving.count > 0) {
        merge(&search->merged, search->arena, to, &search->arriving);
        const struct front old = *to;
        *to = search->merged;
        search->merged = old;
    }
}

/* Extends all labels of the step before, [node_count] fronts, over the arcs of step `s`. */
static void extend(struct search *search, size_t s, const struct front *before)
{
    const struct path_space *space = search->space;
    for (size_t a = space->steps[s].arc_begin; a < space->steps[s].arc_end; a++) {
        if (search->cost->arcs[a] != COST_FORBIDDEN && !search->effort->is_stopped) {
            extend_over(search, s, a, &before[space->arcs[a].from]);
        }
    }
    for (size_t n = 0; n < space->node_count; n++) {
        search->effort->labels += (int64_t)search->reached[s * space->node_count + n].count;
    }
}

/* Labels that need only their configuration's part to be a path; the last of a front is its cheapest. */
static void complete(struct search *search, size_t s)
{
    const struct path_space *space = search->space;
    for (size_t e = 0; e < space->end_count; e++) {
        if (space->ends[e].step != s || search->cost->ends[e] == COST_FORBIDDEN) {
            continue;
        }
        for (size_t n = 0; n < space->node_count; n++) {
            const struct front *front = &search->reached[s * space->node_count + n];
            if (front->count > 0) {
                const int128 cost = front->labels[front->count - 1].cost + search->cost->ends[e];
                search->best = cost < search->best ? cost : search->best;
            }
        }
    }
}

int128 least_path_cost(struct path_effort *effort, struct arena *scratch, const struct path_space *space,
                       const struct path_cost *cost, const struct path_bounds *bounds, int128 enough)
{
    if (bounds->lower >= enough || bounds->lower == bounds->upper) {
        return bounds->lower < enough ? bounds->lower : enough;
    }
    const struct arena_mark mark = arena_mark(scratch);
    struct search search = {
        .space = space,
        .cost = cost,
        .bounds = bounds,
        .effort = effort,
        .arena = scratch,
        .reached = ARENA_ARRAY(scratch, struct front, space->step_count * space->node_count),
        .best = bounds->upper < enough ? bounds->upper : enough,
    };
    struct label start = {.cost = 0};
    struct front *source = ARENA_ARRAY(scratch, struct front, space->node_count);
    source[space->source] = (struct front){.labels = &start, .count = 1, .capacity = 1};
    for (size_t s = 0; s < space->step_count && !effort->is_stopped; s++) {
        const size_t parent = space->steps[s].parent;
        extend(&search, s, parent == NO_STEP ? source : &search.reached[parent * space->node_count]);
        complete(&search, s);
    }
    arena_rewind(scratch, mark);
    return search.best;
}

/* The width of an arc in the floor graph; more than gamma where it cannot be taken at all. */
static int64_t floor_width(const struct path_space *space, const struct space_arc *arc, int64_t gamma)
{
    if (arc->latency_quanta == 0) {
        return 0;
    }
    if (arc->latency_quanta > space->deadline_quanta) {
        return gamma + 1;
    }
    return (int64_t)((int128)gamma * arc->latency_quanta / space->deadline_quanta);
}

static void relax_depths(int128 *to, const int128 *from, int128 cost, int64_t width, int64_t gamma)
{
    for (int64_t k = 0; k + width <= gamma; k++) {
        if (from[k] + cost < to[k + width]) {
            to[k + width] = from[k] + cost;
        }
    }
}

int128 floor_path_cost(struct path_effort *effort, struct arena *scratch, const struct path_space *space,
                       const struct path_cost *cost, int64_t gamma)
{
    const size_t depths = (size_t)gamma + 1;
    const size_t cells = (space->step_count + 1) * space->node_count;
    if (cells > FLOOR_CELL_LIMIT / depths || path_effort_must_stop(effort, scratch)) {
        effort->is_stopped = true;
        return 0;
    }
    const struct arena_mark mark = arena_mark(scratch);
    int128 *least = ARENA_ARRAY(scratch, int128, cells * depths);
    int128 best = COST_INFINITE;
    for (size_t i = 0; i < cells * depths; i++) {
        least[i] = COST_INFINITE;
    }
    const size_t start = space->step_count * space->node_count;
    least[(start + space->source) * depths] = 0;
    for (size_t s = 0; s < space->step_count; s++) {
        const struct space_step *step = &space->steps[s];
        const size_t before = step->parent == NO_STEP ? start : step->parent * space->node_count;
        for (size_t a = step->arc_begin; a < step->arc_end; a++) {
            const struct space_arc *arc = &space->arcs[a];
            if (cost->arcs[a] != COST_FORBIDDEN) {
                relax_depths(&least[(s * space->node_count + arc->to) * depths],
                             &least[(before + arc->from) * depths], cost->arcs[a],
                             floor_width(space, arc, gamma), gamma);
            }
        }
    }
    for (size_t e = 0; e < space->end_count; e++) {
        const int128 *at = &least[space->ends[e].step * space->node_count * depths];
        for (size_t i = 0; i < space->node_count * depths && cost->ends[e] != COST_FORBIDDEN; i++) {
            best = at[i] + cost->ends[e] < best ? at[i] + cost->ends[e] : best;
        }
    }
    arena_rewind(scratch, mark);
    return best;
}
