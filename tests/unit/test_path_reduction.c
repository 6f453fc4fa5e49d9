/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a reduction keep every path in time within the target, and does it take anything else away? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "small_problem.h"
#include "solve/path_reduction.h"
#include "suites.h"

struct reduced {
    struct arena *arena;
    struct arena *scratch;
    struct extended_graph graph;
    struct path_reduction reduction;
    struct reduced_graph left;
};

static struct reduced reduced_new(int64_t deadline, int64_t target)
{
    struct reduced r = {.arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
    const struct problem *problem = small_problem_with_deadline(r.arena, &subset_sum, deadline);
    extended_graph_build(&r.graph, r.arena, r.scratch, problem, 0, EXTENDED_GRAPH_PRUNED);
    path_reduction_init(&r.reduction, r.arena, &r.graph);
    path_reduction_apply(&r.left, r.arena, &r.reduction, target);
    return r;
}

static void reduced_free(struct reduced *r)
{
    arena_free(r->arena);
    arena_free(r->scratch);
}

/* Paths from v that are in time and within the target, by plain recursion; checks what they pass. */
static int count_paths(const struct reduced *r, size_t v, int64_t energy, int64_t latency, int64_t target)
{
    const struct extended_graph *graph = &r->left.graph;
    if (v == extended_graph_sink(graph)) {
        return energy <= target && latency <= r->reduction.deadline_quanta;
    }
    int paths = 0;
    for (size_t a = 0; a < graph->arc_count; a++) {
        if (graph->arc_tails[a] == v) {
            paths += count_paths(r, graph->arc_heads[a], energy + graph->arc_energies_quanta[a],
                                 latency + graph->arc_latencies_quanta[a], target);
        }
    }
    if (paths > 0) {
        CU_ASSERT(r->left.earliest[v] <= latency && latency <= r->left.latest[v]);
    }
    return paths;
}

/* Plan x has latency 4 + x and energy 15 - x: in time and within the target are the x from 15 - target to
 * deadline - 4. Free links: a subset may be walked in one way only. */
static void every_path_within_the_target_is_left(void)
{
    for (int64_t deadline = 4; deadline <= 19; deadline++) {
        for (int64_t target = 0; target <= 15; target++) {
            struct reduced r = reduced_new(deadline, target);
            const int64_t wanted = (deadline - 4) - (15 - target) + 1;
            const int paths = r.left.graph.vertex_count > 0 ? count_paths(&r, 0, 0, 0, target) : 0;
            CU_ASSERT_EQUAL(paths, wanted > 0 ? wanted : 0);
            reduced_free(&r);
        }
    }
}

static void what_cannot_be_is_gone(void)
{
    /* Energy + latency is 19 on every path: at the price 1 nothing below the optimum is left at all. */
    for (int64_t deadline = 5; deadline <= 18; deadline++) {
        struct reduced r = reduced_new(deadline, 18 - deadline);
        CU_ASSERT_EQUAL(r.left.graph.vertex_count, 0);
        reduced_free(&r);
    }
    /* One plan is left: one vertex a block, source and sink. Its windows hold no other latency. */
    struct reduced r = reduced_new(9, 10);
    CU_ASSERT(r.left.graph.arc_count <= r.graph.arc_count);
    size_t wide = 0;
    for (size_t v = 0; v < r.left.graph.vertex_count; v++) {
        wide += r.left.earliest[v] < r.left.latest[v];
    }
    CU_ASSERT(wide <= 3);
    for (size_t a = 0; a < r.left.graph.arc_count; a++) {
        CU_ASSERT_EQUAL(r.left.graph.arc_energies_quanta[a], r.graph.arc_energies_quanta[r.left.arcs[a]]);
        CU_ASSERT_EQUAL(r.left.graph.arc_latencies_quanta[a], r.graph.arc_latencies_quanta[r.left.arcs[a]]);
    }
    reduced_free(&r);
}

void test_path_reduction_register(void)
{
    static const struct unit_test tests[] = {
        {"every path within the target is left", every_path_within_the_target_is_left},
        {"what cannot be is gone", what_cannot_be_is_gone},
    };
    suite_register("path_reduction", tests, sizeof tests / sizeof tests[0]);
}
