/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is every path that is cheap enough and in time within the bounds, and do they see what it takes both for?
 */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "small_problem.h"
#include "solve/bp_path_bounds.h"
#include "suites.h"

struct bounded {
    struct arena *arena;
    struct extended_graph graph;
    struct bp_path_bounds bounds;
    int64_t cost_limit;
    int64_t deadline_quanta;
};

static struct bounded bounded_new(const struct small_problem *small, int64_t deadline, int64_t cost_limit)
{
    struct bounded b = {
        .arena = arena_new(NULL, NULL), .cost_limit = cost_limit, .deadline_quanta = deadline};
    struct arena *scratch = arena_new(NULL, NULL);
    extended_graph_build(&b.graph, b.arena, scratch, small_problem_with_deadline(b.arena, small, deadline), 0,
                         EXTENDED_GRAPH_PRUNED);
    arena_free(scratch);
    bp_path_bounds_make(&b.bounds, b.arena, &b.graph, cost_limit, deadline);
    return b;
}

/* The sums of a path's beginning, or end, and whether the bounds have kept it so far. */
struct part {
    int64_t cost;
    int64_t latency;
    bool is_kept;
};

/* Paths from v on, by plain recursion: how many are cheap enough and in time, of which the bounds must have
 * kept each part, forwards and backwards. */
static int count_paths(const struct bounded *b, size_t v, const struct part *begin)
{
    const struct extended_graph *graph = &b->graph;
    int count = 0;
    if (v == extended_graph_sink(graph)) {
        const bool is_good = begin->cost <= b->cost_limit && begin->latency <= b->deadline_quanta;
        CU_ASSERT(!is_good || begin->is_kept);
        return is_good;
    }
    for (size_t a = 0; a < graph->arc_count; a++) {
        if (graph->arc_tails[a] != v) {
            continue;
        }
        const size_t head = graph->arc_heads[a];
        struct part next = {begin->cost + graph->arc_energies_quanta[a],
                            begin->latency + graph->arc_latencies_quanta[a], begin->is_kept};
        next.is_kept = next.is_kept && bp_path_bounds_keep_arc(&b->bounds, graph, a) &&
                       bp_path_bounds_keep(&b->bounds, PATH_BEGIN, head, next.cost, next.latency);
        count += count_paths(b, head, &next);
    }
    return count;
}

/* The same from v back to the source. */
static int count_back(const struct bounded *b, size_t v, const struct part *end)
{
    const struct extended_graph *graph = &b->graph;
    int count = 0;
    if (v == 0) {
        const bool is_good = end->cost <= b->cost_limit && end->latency <= b->deadline_quanta;
        CU_ASSERT(!is_good || end->is_kept);
        return is_good;
    }
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        const size_t tail = graph->arc_tails[a];
        struct part next = {end->cost + graph->arc_energies_quanta[a],
                            end->latency + graph->arc_latencies_quanta[a], end->is_kept};
        next.is_kept =
            next.is_kept && bp_path_bounds_keep(&b->bounds, PATH_END, tail, next.cost, next.latency);
        count += count_back(b, tail, &next);
    }
    return count;
}

static void no_path_within_both_limits_is_left_out(void)
{
    int met = 0;
    for (int64_t deadline = 4; deadline <= 19; deadline++) {
        for (int64_t limit = 0; limit <= 20; limit++) {
            struct bounded b = bounded_new(&subset_sum, deadline, limit);
            const struct part nothing = {.is_kept = true};
            const int forwards = count_paths(&b, 0, &nothing);
            CU_ASSERT_EQUAL(forwards, count_back(&b, extended_graph_sink(&b.graph), &nothing));
            met += forwards;
            arena_free(b.arena);
        }
    }
    CU_ASSERT(met > 100);
}

static void what_is_cheap_and_what_is_fast_do_not_make_a_path(void)
{
    /* Every plan has energy + latency = 19: within 10 and 8 there is none, though 10 and 8 alone have some.
     */
    struct bounded b = bounded_new(&subset_sum, 10, 8);
    CU_ASSERT(!bp_path_bounds_keep(&b.bounds, PATH_BEGIN, 0, 0, 0));
    CU_ASSERT(!bp_path_bounds_keep(&b.bounds, PATH_END, extended_graph_sink(&b.graph), 0, 0));
    for (size_t a = 0; a < b.graph.arc_count; a++) {
        CU_ASSERT(!bp_path_bounds_keep_arc(&b.bounds, &b.graph, a));
    }
    arena_free(b.arena);
}

void test_bp_path_bounds_register(void)
{
    static const struct unit_test tests[] = {
        {"no path within both limits is left out", no_path_within_both_limits_is_left_out},
        {"what is cheap and what is fast do not make a path",
         what_is_cheap_and_what_is_fast_do_not_make_a_path},
    };
    suite_register("bp_path_bounds", tests, sizeof tests / sizeof tests[0]);
}
