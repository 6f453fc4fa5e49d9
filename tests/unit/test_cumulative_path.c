/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does rounding a path up, not its arcs, find what ceil loses, and keep the deadline and the window? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "small_problem.h"
#include "solve/cumulative_path.h"
#include "solve/least_energy_path.h"
#include "suites.h"

/* Energy at a resolution and window, -1 if no path is found there. */
static int64_t energy_at(const struct small_problem *small, int64_t gamma, int64_t lambda)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct extended_graph graph;
    struct energy_path path;
    const struct energy_path_options options = {.lambda = lambda, .deadline = deadline_never()};
    extended_graph_build(&graph, arena, scratch, small_problem_build(arena, small), 0, EXTENDED_GRAPH_PRUNED);
    cumulative_path(&path, arena, scratch, &graph, gamma, &options);
    CU_ASSERT(!path.found || path.latency_quanta <= small->deadline);
    CU_ASSERT_PTR_NULL(path.stopped_by);
    const int64_t energy = path.found && path.found_in_window ? path.energy_quanta : -1;
    arena_free(arena);
    arena_free(scratch);
    return energy;
}

static void it_finds_what_ceil_loses(void)
{
    /* Plan bb takes 6 + 1 of 7 quanta: rounded up one by one they fit no small gamma but 7; together they
     * always do. */
    for (int64_t gamma = 1; gamma <= 20; gamma++) {
        CU_ASSERT_EQUAL(energy_at(&two_nodes, gamma, gamma), 4);
    }
}

/*
 * Deadline 8, one depth. On b after two blocks ab (2, 3) stays and bb (3, 2) goes, energy first; only bb
 * could have gone on with a for block 3: bbab costs 11 in 8 quanta, the best that is left is aabb, 12 in 7.
 */
static void one_cell_keeps_the_cheapest_not_the_fastest(void)
{
    struct small_problem small = subset_sum;
    small.deadline = 8;
    CU_ASSERT_EQUAL(energy_at(&small, 1, 1), 12);
    CU_ASSERT_EQUAL(energy_at(&small, 8, 8), 11);
}

/* On a 1 energy in 2 quanta, on b 10 in 8; the deadline is 10. */
static void a_window_keeps_late_ends_that_are_dearer(void)
{
    static const struct small_problem early_and_late = {
        .nodes = 2,
        .blocks = 1,
        .costs = {{{1, 2}, {8, 5}}},
        .links = {{0, 1, 2, 3}},
        .link_count = 1,
        .deadline = 10,
    };
    CU_ASSERT_EQUAL(energy_at(&early_and_late, 10, 10), 1);
    CU_ASSERT_EQUAL(energy_at(&early_and_late, 10, 8), 1);
    CU_ASSERT_EQUAL(energy_at(&early_and_late, 10, 7), 10);
    CU_ASSERT_EQUAL(energy_at(&early_and_late, 10, 1), -1);
}

void test_cumulative_path_register(void)
{
    static const struct unit_test tests[] = {
        {"it finds what ceil loses", it_finds_what_ceil_loses},
        {"one cell keeps the cheapest, not the fastest", one_cell_keeps_the_cheapest_not_the_fastest},
        {"a window keeps late ends that are dearer", a_window_keeps_late_ends_that_are_dearer},
    };
    suite_register("cumulative_path", tests, sizeof tests / sizeof tests[0]);
}
