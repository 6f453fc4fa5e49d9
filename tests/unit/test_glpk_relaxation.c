/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a linear relaxation worth what it is worth on paper? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <signal.h>

#include "base/arena.h"
#include "lp/glpk_relaxation.h"
#include "lp/linear_program.h"
#include "suites.h"

/* maximise 5 a + 4 b + 3 c  such that  weights . (a, b, c) <= capacity, all binary; as a minimisation. */
static struct linear_program *knapsack(struct arena *arena, int64_t capacity)
{
    const struct linear_names names = {.column = NULL};
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 3}, names);
    linear_program_add_row(program, LINEAR_NO_LOWER, capacity);
    for (size_t j = 0; j < 3; j++) {
        linear_program_add_column(program, (struct linear_column){COLUMN_BINARY, 0, 1, (int64_t)j - 5});
        linear_program_add_entry(program, j, 3);
    }
    return program;
}

static enum status relax(struct relaxation_result *result, struct arena *arena,
                         const struct linear_program *program, bool exact)
{
    struct error error;
    const struct relaxation_options options = {.deadline = deadline_never(), .exact = exact};
    return glpk_solve_relaxation(result, arena, program, &options, &error);
}

static void a_knapsack_is_cut_where_it_is_full(void)
{
    /* By hand: all of the best ones, and a part of the next: capacity 4 is one of a and a third of b. */
    static const struct {
        int64_t capacity;
        const char *exact;
        bool is_integral;
    } cases[] = {{0, "0", true},    {3, "-5", true},  {4, "-19/3", false}, {6, "-9", true},
                 {7, "-10", false}, {9, "-12", true}, {100, "-12", true}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct relaxation_result result;
        CU_ASSERT_EQUAL_FATAL(relax(&result, arena, knapsack(arena, cases[c].capacity), true), STATUS_OK);
        CU_ASSERT_EQUAL(result.outcome, INTEGER_OPTIMAL);
        CU_ASSERT_PTR_NOT_NULL_FATAL(result.exact);
        CU_ASSERT_STRING_EQUAL(result.exact, cases[c].exact);
        CU_ASSERT_EQUAL(result.is_integral, cases[c].is_integral);
        arena_free(arena);
    }
}

static void exactness_is_only_there_when_asked_for(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct relaxation_result result;
    CU_ASSERT_EQUAL_FATAL(relax(&result, arena, knapsack(arena, 4), false), STATUS_OK);
    CU_ASSERT_PTR_NULL(result.exact);
    CU_ASSERT_TRUE(fabs(result.objective + 19.0 / 3.0) < 1e-9);
    arena_free(arena);
}

static void what_has_no_optimum_says_so(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct relaxation_result result;
    struct linear_program *program = knapsack(arena, 4);
    linear_program_add_row(program, 1, LINEAR_NO_UPPER);
    CU_ASSERT_EQUAL(relax(&result, arena, program, true), STATUS_OK);
    CU_ASSERT_EQUAL(result.outcome, INTEGER_INFEASIBLE);
    program = knapsack(arena, 4);
    linear_program_add_column(program, (struct linear_column){COLUMN_INTEGER, 0, LINEAR_NO_UPPER, -1});
    CU_ASSERT_EQUAL(relax(&result, arena, program, true), STATUS_OK);
    CU_ASSERT_EQUAL(result.outcome, INTEGER_UNBOUNDED);
    arena_free(arena);
}

static void a_raised_flag_and_large_numbers_stop_it(void)
{
    const volatile sig_atomic_t raised = 1;
    struct arena *arena = arena_new(NULL, NULL);
    struct relaxation_result result = {.outcome = INTEGER_OPTIMAL};
    struct error error;
    struct relaxation_options options = {.deadline = deadline_after(INFINITY, &raised)};
    struct linear_program *program = knapsack(arena, 4);
    CU_ASSERT_EQUAL(glpk_solve_relaxation(&result, arena, program, &options, &error), STATUS_OK);
    CU_ASSERT_EQUAL(result.outcome, INTEGER_UNKNOWN);
    linear_program_add_column(program, (struct linear_column){COLUMN_BINARY, 0, 1, 10000000001});
    CU_ASSERT_EQUAL(relax(&result, arena, program, true), STATUS_UNSUPPORTED);
    arena_free(arena);
}

void test_glpk_relaxation_register(void)
{
    static const struct unit_test tests[] = {
        {"a knapsack is cut where it is full", a_knapsack_is_cut_where_it_is_full},
        {"exactness is only there when asked for", exactness_is_only_there_when_asked_for},
        {"what has no optimum says so", what_has_no_optimum_says_so},
        {"a raised flag and large numbers stop it", a_raised_flag_and_large_numbers_stop_it},
    };
    suite_register("glpk_relaxation", tests, sizeof tests / sizeof tests[0]);
}
