/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does any completion cost at least? Sweeps over the arcs from the last step to the first. The price on
 * latency comes from the lines of two paths, one cheap and late, one in time: where they meet is the next
 * price, until no path lies below. Any price gives a bound, so the search may stop, or be clumsy, at any
 * time.
 *
 * Source: Handler & Zang, Networks 10 (1980).
 */
#include "certificate/least_path.h"

#include "base/arena.h"
#include "model/problem.h"

enum { SWEEP_LIMIT = 20 };

/* latency_price * latency stays below 2^50 * QUANTA_LIMIT, beside COST_SCALE * 2^102. */
#define LATENCY_PRICE_LIMIT ((int128)1 << 50)
_Static_assert(QUANTA_LIMIT <= INT64_C(1) << 60, "joint costs stay below 2^113");
#define JOINT_INFINITE ((int128)1 << 124)

/* One sweep: costs scaled by `scale`, latencies by `price`; what the least path from the start costs and how
 * long it takes, the fastest of those that cost the same. */
struct sweep {
    int128 *joint_to_go;
    int64_t *latency_to_go; /* of that path */
    int64_t scale;
    int64_t price;
};

static void relax(struct sweep *sweep, size_t at, int128 joint, int64_t latency)
{
    if (joint < sweep->joint_to_go[at] ||
        (joint == sweep->joint_to_go[at] && latency < sweep->latency_to_go[at])) {
        sweep->joint_to_go[at] = joint;
        sweep->latency_to_go[at] = latency;
    }
}

static void sweep_run(struct sweep *sweep, struct arena *arena, const struct path_space *space,
                      const struct path_cost *cost)
{
    const size_t nodes = space->node_count;
    const size_t count = (space->step_count + 1) * nodes;
    sweep->joint_to_go = ARENA_ARRAY(arena, int128, count);
    sweep->latency_to_go = ARENA_ARRAY(arena, int64_t, count);
    for (size_t i = 0; i < count; i++) {
        sweep->joint_to_go[i] = JOINT_INFINITE;
        sweep->latency_to_go[i] = LATENCY_INFINITE;
    }
    for (size_t e = 0; e < space->end_count; e++) {
        for (size_t n = 0; n < nodes && cost->ends[e] != COST_FORBIDDEN; n++) {
            relax(sweep, space->ends[e].step * nodes + n, sweep->scale * cost->ends[e], 0);
        }
    }
    for (size_t s = space->step_count; s-- > 0;) {
        const struct space_step *step = &space->steps[s];
        const size_t before = step->parent == NO_STEP ? space->step_count : step->parent;
        for (size_t a = step->arc_begin; a < step->arc_end; a++) {
            const struct space_arc *arc = &space->arcs[a];
            const size_t after = s * nodes + arc->to;
            if (cost->arcs[a] != COST_FORBIDDEN && sweep->joint_to_go[after] != JOINT_INFINITE) {
                relax(sweep, before * nodes + arc->from,
                      sweep->joint_to_go[after] + sweep->scale * cost->arcs[a] +
                          (int128)sweep->price * arc->latency_quanta,
                      sweep->latency_to_go[after] + arc->latency_quanta);
            }
        }
    }
}

/* Cost and latency of the path that a sweep found from the start. */
struct found_path {
    int128 cost; /* times COST_SCALE */
    int64_t latency;
};

static struct found_path sweep_path(const struct sweep *sweep, size_t start)
{
    return (struct found_path){
        .cost = sweep->joint_to_go[start] - (int128)sweep->price * sweep->latency_to_go[start],
        .latency = sweep->latency_to_go[start],
    };
}

/* Takes the bound of a sweep at a price if it says more than the one there is. */
static void keep_better(struct path_bounds *bounds, const struct sweep *sweep, size_t start, int64_t deadline)
{
    const int128 lower = ceil_divide(sweep->joint_to_go[start] - (int128)sweep->price * deadline, COST_SCALE);
    if (bounds->joint_to_go == NULL || lower > bounds->lower) {
        bounds->lower = lower;
        bounds->joint_to_go = sweep->joint_to_go;
        bounds->latency_price = sweep->price;
    }
}

/* `late` is too late and `in_time` is not: better and better prices between them. */
static void search_price(struct path_bounds *bounds, struct arena *arena, const struct path_space *space,
                         const struct path_cost *cost, struct found_path late, struct found_path in_time)
{
    const size_t start = space->step_count * space->node_count + space->source;
    for (int i = 0; i < SWEEP_LIMIT && in_time.cost > late.cost; i++) {
        const int128 price = (in_time.cost - late.cost) / (late.latency - in_time.latency);
        struct sweep sweep = {.scale = COST_SCALE,
                              .price = (int64_t)(price < LATENCY_PRICE_LIMIT ? price : LATENCY_PRICE_LIMIT)};
        sweep_run(&sweep, arena, space, cost);
        keep_better(bounds, &sweep, start, space->deadline_quanta);
        const struct found_path path = sweep_path(&sweep, start);
        if (path.latency <= space->deadline_quanta) {
            if (path.latency == in_time.latency && path.cost == in_time.cost) {
                return;
            }
            in_time = path;
            if (path.cost < COST_SCALE * bounds->upper) {
                bounds->upper = path.cost / COST_SCALE;
            }
        } else {
            if (path.latency == late.latency && path.cost == late.cost) {
                return;
            }
            late = path;
        }
    }
}

void path_bounds_compute(struct path_bounds *bounds, struct arena *arena, const struct path_space *space,
                         const struct path_cost *cost)
{
    const size_t start = space->step_count * space->node_count + space->source;
    const size_t count = (space->step_count + 1) * space->node_count;
    struct sweep by_cost = {.scale = COST_SCALE, .price = 0};
    struct sweep by_latency = {.scale = 0, .price = 1};
    sweep_run(&by_cost, arena, space, cost);
    sweep_run(&by_latency, arena, space, cost);
    *bounds = (struct path_bounds){
        .cost_to_go = ARENA_ARRAY(arena, int128, count),
        .latency_to_go = by_latency.latency_to_go,
        .lower = COST_INFINITE,
        .upper = COST_INFINITE,
    };
    for (size_t i = 0; i < count; i++) {
        const bool is_finite = by_cost.joint_to_go[i] != JOINT_INFINITE;
        bounds->cost_to_go[i] = is_finite ? by_cost.joint_to_go[i] / COST_SCALE : COST_INFINITE;
    }
    if (by_latency.latency_to_go[start] > space->deadline_quanta) {
        bounds->joint_to_go = by_cost.joint_to_go;
        return; /* no path meets (P4), or none is left */
    }
    keep_better(bounds, &by_cost, start, space->deadline_quanta);
    const struct found_path cheapest = sweep_path(&by_cost, start);
    if (cheapest.latency <= space->deadline_quanta) {
        bounds->upper = cheapest.cost / COST_SCALE;
        return;
    }
    /* The fastest path's cost: one more sweep at the highest price, which the fastest nearly minimises. */
    struct sweep fastest = {.scale = COST_SCALE, .price = (int64_t)LATENCY_PRICE_LIMIT};
    sweep_run(&fastest, arena, space, cost);
    const struct found_path path = sweep_path(&fastest, start);
    if (path.latency <= space->deadline_quanta) {
        bounds->upper = path.cost / COST_SCALE;
        search_price(bounds, arena, space, cost, cheapest, path);
    }
}

bool path_bounds_is_hopeless(const struct path_bounds *bounds, const struct path_space *space, size_t at,
                             int128 cost, int64_t latency, int128 most)
{
    const int64_t deadline = space->deadline_quanta;
    if (latency + bounds->latency_to_go[at] > deadline || cost + bounds->cost_to_go[at] > most) {
        return true;
    }
    const int128 slack = (int128)bounds->latency_price * (deadline - latency);
    return COST_SCALE * cost + bounds->joint_to_go[at] - slack > COST_SCALE * most;
}
