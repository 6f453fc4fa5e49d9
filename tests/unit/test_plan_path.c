/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a plan found again in the graph, and is what cannot be in time told apart? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "graph/plan_path.h"
#include "model/plan.h"
#include "small_problem.h"
#include "suites.h"

struct fixture {
    struct arena *arena;
    struct arena *scratch;
    struct extended_graph graph;
};

static void set_up(struct fixture *f, int64_t deadline, enum extended_graph_pruning pruning)
{
    f->arena = arena_new(NULL, NULL);
    f->scratch = arena_new(NULL, NULL);
    extended_graph_build(&f->graph, f->arena, f->scratch,
                         small_problem_with_deadline(f->arena, &two_nodes, deadline), 0, pruning);
}

static void tear_down(struct fixture *f)
{
    arena_free(f->scratch);
    arena_free(f->arena);
}

static void every_plan_is_its_own_path(void)
{
    static size_t plans[][2] = {{0, 0}, {0, 1}, {1, 1}};
    struct fixture f;
    set_up(&f, 100, EXTENDED_GRAPH_WHOLE);
    for (size_t p = 0; p < 3; p++) {
        const struct plan_application choice = {.nodes = plans[p], .node_count = 2};
        struct plan *decoded = plan_new(f.arena, f.graph.problem);
        size_t path[3];
        CU_ASSERT_EQUAL_FATAL(plan_path_find(path, &f.graph, &choice), 3);
        extended_graph_decode_path(decoded, f.arena, &f.graph, path, 3);
        CU_ASSERT_EQUAL(decoded->applications[0].nodes[0], plans[p][0]);
        CU_ASSERT_EQUAL(decoded->applications[0].nodes[1], plans[p][1]);
    }
    tear_down(&f);
}

static void a_plan_that_is_not_in_the_graph_is_not_found(void)
{
    size_t backwards[] = {1, 0}; /* there is no link b -> a */
    size_t slow[] = {1, 1};      /* takes 7 */
    size_t path[3];
    struct fixture f;
    set_up(&f, 6, EXTENDED_GRAPH_PRUNED);
    CU_ASSERT_EQUAL(plan_path_find(path, &f.graph, &(struct plan_application){0, backwards, 2}), 0);
    CU_ASSERT_EQUAL(plan_path_find(path, &f.graph, &(struct plan_application){0, slow, 2}), 0);
    CU_ASSERT_EQUAL(plan_path_find(path, &f.graph, &(struct plan_application){0, slow, 1}), 0);
    CU_ASSERT_EQUAL(
        plan_path_find(path, &f.graph, &(struct plan_application){PLAN_NO_CONFIGURATION, slow, 2}), 0);
    tear_down(&f);
}

static void what_pruning_takes_is_what_is_too_slow(void)
{
    for (int64_t deadline = 5; deadline <= 8; deadline++) {
        struct fixture whole;
        struct fixture pruned;
        set_up(&whole, deadline, EXTENDED_GRAPH_WHOLE);
        set_up(&pruned, deadline, EXTENDED_GRAPH_PRUNED);
        const int64_t *through = plan_path_least_latencies(whole.arena, whole.scratch, &whole.graph);
        size_t in_time = 0;
        for (size_t a = 0; a < whole.graph.arc_count; a++) {
            in_time += through[a] <= deadline;
        }
        CU_ASSERT_EQUAL(in_time, pruned.graph.arc_count);
        tear_down(&pruned);
        tear_down(&whole);
    }
}

void test_plan_path_register(void)
{
    static const struct unit_test tests[] = {
        {"every plan is its own path", every_plan_is_its_own_path},
        {"a plan that is not in the graph is not found", a_plan_that_is_not_in_the_graph_is_not_found},
        {"what pruning takes is what is too slow", what_pruning_takes_is_what_is_too_slow},
    };
    suite_register("plan path", tests, sizeof tests / sizeof tests[0]);
}
