/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the filtered graph have exactly the paths in time that use none of the removed arcs? */
#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/rng.h"
#include "graph/extended_graph.h"
#include "graph/extended_graph_filter.h"
#include "model/problem.h"
#include "small_problem.h"
#include "suites.h"

/* Paths in time that avoid `is_removed`, and a sum over them that tells different sets apart. */
struct census {
    const struct extended_graph *graph;
    const bool *is_removed;  /* or NULL */
    const uint32_t *origins; /* or NULL */
    int64_t deadline;
    int64_t count;
    uint64_t print;
};

static void walk_back(struct census *census, size_t v, int64_t latency, uint64_t print)
{
    const struct extended_graph *graph = census->graph;
    if (v == 0) {
        if (latency <= census->deadline) {
            census->count++;
            census->print += print;
        }
        return;
    }
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        if (census->is_removed == NULL || !census->is_removed[a]) {
            const uint64_t arc = census->origins != NULL ? census->origins[a] : a;
            walk_back(census, graph->arc_tails[a], latency + graph->arc_latencies_quanta[a],
                      (print ^ (arc + 1)) * UINT64_C(0x9E3779B97F4A7C15));
        }
    }
}

static void take_census(struct census *census)
{
    if (census->graph->vertex_count > 0) {
        walk_back(census, extended_graph_sink(census->graph), 0, 1);
    }
}

/* Every vertex but the source has an arc into it, and every one but the sink an arc out of it. */
static bool has_no_dead_ends(const struct extended_graph *graph, struct arena *arena)
{
    bool *is_tail = ARENA_ARRAY(arena, bool, graph->vertex_count);
    for (size_t a = 0; a < graph->arc_count; a++) {
        is_tail[graph->arc_tails[a]] = true;
        if (graph->arc_tails[a] >= graph->arc_heads[a]) {
            return false;
        }
    }
    for (size_t v = 0; v < graph->vertex_count; v++) {
        const bool has_in = graph->in_begin[v + 1] > graph->in_begin[v];
        if (has_in != (v > 0) || is_tail[v] != (v + 1 < graph->vertex_count)) {
            return false;
        }
    }
    return graph->vertex_count == 0 || graph->in_begin[graph->vertex_count] == graph->arc_count;
}

static void the_paths_without_removed_arcs_are_left(void)
{
    for (uint64_t seed = 0; seed < 300; seed++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct arena *scratch = arena_new(NULL, NULL);
        struct rng rng = rng_from_seed(seed);
        const int64_t deadline = rng_between(&rng, 4, 20);
        struct extended_graph whole;
        struct extended_graph left;
        uint32_t *origins = NULL;
        extended_graph_build(&whole, arena, scratch,
                             small_problem_with_deadline(arena, &subset_sum, deadline), 0,
                             EXTENDED_GRAPH_PRUNED);
        bool *is_removed = ARENA_ARRAY(arena, bool, whole.arc_count);
        for (size_t a = 0; a < whole.arc_count; a++) {
            is_removed[a] = rng_between(&rng, 0, 5) == 0;
        }
        extended_graph_filter(&left, &origins, arena, scratch, &whole, is_removed);
        struct census before = {.graph = &whole, .is_removed = is_removed, .deadline = deadline};
        struct census after = {.graph = &left, .origins = origins, .deadline = deadline};
        take_census(&before);
        take_census(&after);
        CU_ASSERT_EQUAL(after.count, before.count);
        CU_ASSERT_EQUAL(after.print, before.print);
        CU_ASSERT_EQUAL(left.vertex_count == 0, after.count == 0);
        CU_ASSERT(has_no_dead_ends(&left, scratch));
        arena_free(arena);
        arena_free(scratch);
    }
}

static void without_any_arc_the_graph_is_empty(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct extended_graph whole;
    struct extended_graph left;
    extended_graph_build(&whole, arena, scratch, small_problem_build(arena, &two_nodes), 0,
                         EXTENDED_GRAPH_PRUNED);
    bool *is_removed = ARENA_ARRAY(arena, bool, whole.arc_count);
    for (size_t a = 0; a < whole.arc_count; a++) {
        is_removed[a] = true;
    }
    extended_graph_filter(&left, NULL, arena, scratch, &whole, is_removed);
    CU_ASSERT_EQUAL(left.vertex_count, 0);
    CU_ASSERT_EQUAL(left.arc_count, 0);
    arena_free(arena);
    arena_free(scratch);
}

void test_extended_graph_filter_register(void)
{
    static const struct unit_test tests[] = {
        {"the paths without removed arcs are left", the_paths_without_removed_arcs_are_left},
        {"without any arc the graph is empty", without_any_arc_the_graph_is_empty},
    };
    suite_register("extended_graph_filter", tests, sizeof tests / sizeof tests[0]);
}
