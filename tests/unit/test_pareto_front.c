/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is every breakpoint on the front, and nothing else? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "small_problem.h"
#include "suites.h"
#include "sweep/pareto_front.h"

/* The front of a small problem, in `arena`. */
static struct pareto_front find(struct arena *arena, struct arena *scratch, const struct problem *problem,
                                size_t memory_limit_bytes)
{
    const struct front_options options = {.deadline = deadline_never(),
                                          .memory_limit_bytes = memory_limit_bytes};
    struct pareto_front front = {.limit = NULL};
    struct error error;
    CU_ASSERT_EQUAL_FATAL(pareto_front_find(&front, arena, scratch, problem, &options, &error), STATUS_OK);
    return front;
}

static void subset_sums_are_all_on_the_front(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct pareto_front front = find(arena, scratch, small_problem_build(arena, &subset_sum), 0);
    CU_ASSERT_EQUAL_FATAL(front.count, 16);
    for (int64_t x = 0; x < 16; x++) {
        CU_ASSERT_EQUAL(front.points[x].latency_quanta, 4 + x);
        CU_ASSERT_EQUAL(front.points[x].energy_quanta, 15 - x);
    }
    arena_free(scratch);
    arena_free(arena);
}

static void the_dearer_of_two_equally_fast_plans_is_not_there(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct pareto_front front =
        find(arena, scratch, small_problem_with_deadline(arena, &two_nodes, 1), 0);
    CU_ASSERT_EQUAL_FATAL(front.count, 2);
    CU_ASSERT_EQUAL(front.points[0].latency_quanta, 6);
    CU_ASSERT_EQUAL(front.points[0].energy_quanta, 8);
    CU_ASSERT_EQUAL(front.points[1].latency_quanta, 7);
    CU_ASSERT_EQUAL(front.points[1].energy_quanta, 4);
    CU_ASSERT_PTR_NULL(pareto_front_at(&front, 5));
    CU_ASSERT_PTR_EQUAL(pareto_front_at(&front, 6), &front.points[0]);
    CU_ASSERT_PTR_EQUAL(pareto_front_at(&front, 7), &front.points[1]);
    CU_ASSERT_PTR_EQUAL(pareto_front_at(&front, 700), &front.points[1]);
    arena_free(scratch);
    arena_free(arena);
}

static void a_limit_leaves_no_points(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct pareto_front front = find(arena, scratch, small_problem_build(arena, &subset_sum), 1);
    CU_ASSERT_STRING_EQUAL(front.limit, "stopped by the memory limit");
    CU_ASSERT_EQUAL(front.count, 0);
    arena_free(scratch);
    arena_free(arena);
}

void test_pareto_front_register(void)
{
    static const struct unit_test tests[] = {
        {"subset sums are all on the front", subset_sums_are_all_on_the_front},
        {"the dearer of two equally fast plans is not there",
         the_dearer_of_two_equally_fast_plans_is_not_there},
        {"a limit leaves no points", a_limit_leaves_no_points},
    };
    suite_register("pareto_front", tests, sizeof tests / sizeof tests[0]);
}
