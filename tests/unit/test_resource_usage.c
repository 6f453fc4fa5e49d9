/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the most that a shared resource can be asked for never too low, and is the row that may bind named? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "model/plan.h"
#include "model/resource_usage.h"
#include "small_problem.h"
#include "solve/each_application.h"
#include "suites.h"

static const struct small_problem two_exits = {
    .nodes = 2,
    .blocks = 2,
    .costs = {{{1, 1}, {1, 1}}, {{1, 1}, NOWHERE}},
    .links = {{0, 1, 1, 1}},
    .link_count = 1,
    .configuration_count = 2,
    .depths = {1, 2},
    .accuracies_ppb = {600, 900},
    .min_accuracy_ppb = 500,
    .deadline = 9,
};

static const int64_t compute_loads[2][2] = {{100, 10}, {7, 50}};
static const int64_t transfer_loads[2][1] = {{30}, {4}};

/* The problem with loads and memory; block 2 may not run on b, so its 50 never count. */
static struct problem *loaded_problem(struct arena *arena)
{
    struct problem *problem = small_problem_build(arena, &two_exits);
    for (size_t i = 0; i < 2; i++) {
        struct stage *stage = small_problem_stage(problem, i);
        stage->compute_load_ppm = compute_loads[i];
        stage->transfer_load_ppm = transfer_loads[i];
        stage->memory_bytes = i == 0 ? 1000 : 200;
    }
    return problem;
}

static void the_bound_is_the_worst_accurate_configuration(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = loaded_problem(arena);
    struct resource_usage bound;
    resource_usage_bound_all(&bound, arena, problem);
    CU_ASSERT_EQUAL(bound.node_loads_ppm[0], 107);
    CU_ASSERT_EQUAL(bound.node_loads_ppm[1], 10);
    CU_ASSERT_EQUAL(bound.node_memory_bytes[0], 1200);
    CU_ASSERT_EQUAL(bound.node_memory_bytes[1], 1000);
    CU_ASSERT_EQUAL(bound.link_loads_ppm[0], 34);
    /* (P5) takes the deeper configuration away when its accuracy is below the target. */
    problem->applications[0].configurations[1].accuracy_ppb = 400;
    resource_usage_bound_all(&bound, arena, problem);
    CU_ASSERT_EQUAL(bound.node_loads_ppm[0], 100);
    CU_ASSERT_EQUAL(bound.link_loads_ppm[0], 30);
    arena_free(arena);
}

static void applications_add_up(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = loaded_problem(arena);
    const struct problem_application both[] = {problem->applications[0], problem->applications[0]};
    struct problem_application copies[] = {both[0], both[1]};
    problem->applications = copies;
    problem->application_count = 2;
    struct resource_usage bound;
    resource_usage_bound_all(&bound, arena, problem);
    CU_ASSERT_EQUAL(bound.node_loads_ppm[0], 214);
    CU_ASSERT_EQUAL(bound.node_memory_bytes[1], 2000);
    CU_ASSERT_EQUAL(bound.link_loads_ppm[0], 68);
    arena_free(arena);
}

static void the_first_row_that_may_bind_is_named(void)
{
    static const struct {
        int64_t load_a;
        int64_t memory_b;
        int64_t load_link;
        const char *row; /* NULL: none */
    } cases[] = {
        {107, 1000, 34, NULL},      {106, 1000, 34, "P6[a]"}, {107, 999, 34, "P7[b]"},
        {107, 1000, 33, "P8[a,b]"}, {106, 999, 33, "P6[a]"},  {0, 0, 0, "P6[a]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct arena *scratch = arena_new(NULL, NULL);
        struct problem *problem = loaded_problem(arena);
        problem->nodes[0].capacity_ppm = cases[i].load_a;
        problem->nodes[1].memory_bytes = cases[i].memory_b;
        problem->links[0].capacity_ppm = cases[i].load_link;
        struct resource_usage bound;
        resource_usage_bound_all(&bound, arena, problem);
        const char *row = resource_usage_violated_row(arena, problem, &bound);
        CU_ASSERT_EQUAL(problem_is_single(problem, scratch), cases[i].row == NULL);
        if (cases[i].row == NULL) {
            CU_ASSERT_PTR_NULL(row);
        } else {
            CU_ASSERT_PTR_NOT_NULL_FATAL(row);
            CU_ASSERT_STRING_EQUAL(row, cases[i].row);
        }
        arena_free(arena);
        arena_free(scratch);
    }
}

static void two_applications_are_not_one(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = loaded_problem(arena);
    struct problem_application copies[] = {problem->applications[0], problem->applications[0]};
    problem->applications = copies;
    problem->application_count = 2;
    CU_ASSERT_FALSE(problem_is_single(problem, arena));
    arena_free(arena);
}

/* Block 1 from a to b, block 2 back is impossible (no link), so both on b: 10 + 50 on b, 30 on the link. */
static void what_a_plan_uses_is_added_and_taken_away(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = loaded_problem(arena);
    size_t nodes[] = {1, 1};
    const struct plan_application choice = {.configuration = 1, .nodes = nodes, .node_count = 2};
    struct resource_usage usage;
    resource_usage_init(&usage, arena, problem);
    resource_usage_add(&usage, problem, 0, &choice, 1);
    CU_ASSERT_EQUAL(usage.node_loads_ppm[0], 0);
    CU_ASSERT_EQUAL(usage.node_loads_ppm[1], 60);
    CU_ASSERT_EQUAL(usage.node_memory_bytes[1], 1200);
    CU_ASSERT_EQUAL(usage.link_loads_ppm[0], 30);
    resource_usage_add(&usage, problem, 0, &choice, -1);
    CU_ASSERT_EQUAL(usage.node_loads_ppm[1], 0);
    CU_ASSERT_EQUAL(usage.node_memory_bytes[1], 0);
    CU_ASSERT_EQUAL(usage.link_loads_ppm[0], 0);
    arena_free(arena);
}

/* b as a place of a: one capacity for both, and staying on a share costs its load once. */
static void places_of_a_node_share_its_row(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = loaded_problem(arena);
    problem->nodes[0].is_share = true;
    problem->nodes[0].id = "edge@0.25";
    problem->nodes[1].is_share = true;
    problem->nodes[1].place = 1;
    problem->nodes[1].id = "edge@0.5";
    size_t nodes[] = {1, 1};
    const struct plan_application choice = {.configuration = 1, .nodes = nodes, .node_count = 2};
    struct resource_usage usage;
    resource_usage_init(&usage, arena, problem);
    resource_usage_add(&usage, problem, 0, &choice, 1);
    CU_ASSERT_EQUAL(usage.node_loads_ppm[0], 10);
    CU_ASSERT_EQUAL(usage.node_loads_ppm[1], 0);
    CU_ASSERT_EQUAL(usage.node_memory_bytes[0], 1200);
    problem->nodes[0].capacity_ppm = 9;
    const char *row = resource_usage_violated_row(arena, problem, &usage);
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_STRING_EQUAL(row, "P6[edge]");
    arena_free(arena);
}

void test_resource_usage_register(void)
{
    static const struct unit_test tests[] = {
        {"the bound is the worst accurate configuration", the_bound_is_the_worst_accurate_configuration},
        {"applications add up", applications_add_up},
        {"the first row that may bind is named", the_first_row_that_may_bind_is_named},
        {"two applications are not one", two_applications_are_not_one},
        {"what a plan uses is added and taken away", what_a_plan_uses_is_added_and_taken_away},
        {"places of a node share its row", places_of_a_node_share_its_row},
    };
    suite_register("resource usage", tests, sizeof tests / sizeof tests[0]);
}
