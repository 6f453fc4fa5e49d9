/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where do the steps of several applications lie when their deadlines move together, or one alone? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "small_problem.h"
#include "suites.h"
#include "sweep/axis.h"
#include "sweep/joint_front.h"
#include "sweep/pareto_front.h"

/* Two of two_nodes, whose plans take 6 quanta for 8 or 7 for 4; deadlines of 10 and 14 quanta. */
static const struct problem *two_of_them(struct arena *arena)
{
    struct problem *problem = small_problem_build(arena, &two_nodes);
    struct problem_application *applications = ARENA_ARRAY(arena, struct problem_application, 2);
    for (size_t h = 0; h < 2; h++) {
        applications[h] = problem->applications[0];
        applications[h].id = h == 0 ? "first" : "second";
        applications[h].deadline_quanta = h == 0 ? 10 : 14;
    }
    problem->applications = applications;
    problem->application_count = 2;
    return problem;
}

static struct joint_front find(struct arena *arena, struct arena *scratch, size_t moving,
                               struct deadline deadline)
{
    const struct front_options options = {.deadline = deadline, .moving = moving};
    struct joint_front front = {.limit = NULL};
    struct error error;
    CU_ASSERT_EQUAL_FATAL(joint_front_find(&front, arena, scratch, two_of_them(arena), &options, &error),
                          STATUS_OK);
    return front;
}

static void expect(const struct joint_point *point, size_t application, int64_t latency, int64_t deadline,
                   int64_t energy)
{
    CU_ASSERT_EQUAL(point->application, application);
    CU_ASSERT_EQUAL(point->latency_quanta, latency);
    CU_ASSERT_EQUAL(point->deadline_quanta, deadline);
    CU_ASSERT_EQUAL(point->energy_quanta, energy);
}

/* From 7/10 on both can take 7. From 6/10 on the first takes 6; the second has 8 quanta left, and takes 7. */
static void deadlines_move_in_proportion(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct joint_front front = find(arena, scratch, ALL_APPLICATIONS, deadline_never());
    CU_ASSERT_EQUAL_FATAL(front.count, 2);
    expect(&front.points[0], 0, 6, 10, 12);
    expect(&front.points[1], 0, 7, 10, 8);
    arena_free(scratch);
    arena_free(arena);
}

static void one_moves_and_the_others_stay(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct joint_front front = find(arena, scratch, 1, deadline_never());
    CU_ASSERT_EQUAL_FATAL(front.count, 2);
    expect(&front.points[0], 1, 6, 14, 12);
    expect(&front.points[1], 1, 7, 14, 8);
    arena_free(scratch);
    arena_free(arena);
}

static void a_limit_leaves_no_points(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const volatile sig_atomic_t stop = 1;
    const struct joint_front front = find(arena, scratch, ALL_APPLICATIONS, deadline_after(60.0, &stop));
    CU_ASSERT_EQUAL(front.count, 0);
    CU_ASSERT_PTR_NOT_NULL(front.limit);
    arena_free(scratch);
    arena_free(arena);
}

void test_joint_front_register(void)
{
    static const struct unit_test tests[] = {
        {"deadlines move in proportion", deadlines_move_in_proportion},
        {"one moves and the others stay", one_moves_and_the_others_stay},
        {"a limit leaves no points", a_limit_leaves_no_points},
    };
    suite_register("joint_front", tests, sizeof tests / sizeof tests[0]);
}
