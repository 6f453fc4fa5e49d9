/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are links found, targets compared, and deadlines replaced without touching the original? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "small_problem.h"
#include "suites.h"

static const struct small_problem four_nodes = {
    .nodes = 4,
    .blocks = 1,
    .links = {{0, 1, 1, 1}, {0, 3, 1, 1}, {2, 0, 1, 1}, {2, 1, 1, 1}, {2, 3, 1, 1}, {3, 2, 1, 1}},
    .link_count = 6,
    .deadline = 5,
};

static void every_link_is_found_and_no_other(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &four_nodes);
    static const size_t expected[4][4] = {
        {NO_LINK, 0, NO_LINK, 1},
        {NO_LINK, NO_LINK, NO_LINK, NO_LINK},
        {2, 3, NO_LINK, 4},
        {NO_LINK, NO_LINK, 5, NO_LINK},
    };
    for (size_t from = 0; from < 4; from++) {
        for (size_t to = 0; to < 4; to++) {
            CU_ASSERT_EQUAL(problem_find_link(problem, from, to), expected[from][to]);
        }
    }
    arena_free(arena);
}

static void an_accuracy_equal_to_the_target_is_enough(void)
{
    const struct problem_application application = {.min_accuracy_ppb = 780500000};
    static const struct {
        int64_t accuracy_ppb;
        bool is_enough;
    } cases[] = {{780499999, false}, {780500000, true}, {780500001, true}, {0, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct problem_configuration configuration = {.accuracy_ppb = cases[i].accuracy_ppb};
        CU_ASSERT_EQUAL(configuration_is_accurate(&application, &configuration), cases[i].is_enough);
    }
}

static void another_deadline_leaves_the_original_alone(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &four_nodes);
    const struct problem *later = problem_with_deadline(arena, problem, 0, 99);
    CU_ASSERT_EQUAL(problem->applications[0].deadline_quanta, 5);
    CU_ASSERT_EQUAL(later->applications[0].deadline_quanta, 99);
    CU_ASSERT_PTR_EQUAL(later->applications[0].configurations, problem->applications[0].configurations);
    CU_ASSERT_EQUAL(later->link_count, problem->link_count);
    arena_free(arena);
}

void test_problem_register(void)
{
    static const struct unit_test tests[] = {
        {"every link is found and no other", every_link_is_found_and_no_other},
        {"an accuracy equal to the target is enough", an_accuracy_equal_to_the_target_is_enough},
        {"another deadline leaves the original alone", another_deadline_leaves_the_original_alone},
    };
    suite_register("problem", tests, sizeof tests / sizeof tests[0]);
}
