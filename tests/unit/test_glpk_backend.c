/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does GLPK, behind our door, find what enumeration finds, refuse what is unsafe, and survive misuse? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "lp/glpk_backend.h"
#include "lp/linear_program.h"
#include "suites.h"

static const struct linear_names no_names = {.column = NULL};

static struct linear_program *new_program(struct arena *arena)
{
    return linear_program_new(arena, (struct linear_size){.columns = 8, .rows = 2, .entries = 16}, no_names);
}

static void add_columns(struct linear_program *program, const int64_t *objective, size_t count)
{
    for (size_t j = 0; j < count; j++) {
        linear_program_add_column(program, (struct linear_column){COLUMN_BINARY, 0, 1, objective[j]});
    }
}

static void add_row(struct linear_program *program, int64_t lower, int64_t upper, const int64_t *values,
                    size_t count)
{
    linear_program_add_row(program, lower, upper);
    for (size_t j = 0; j < count; j++) {
        linear_program_add_entry(program, j, values[j]);
    }
}

static enum status solve(struct integer_result *result, struct arena *arena,
                         const struct linear_program *program, struct error *error)
{
    const struct integer_options options = {.deadline = deadline_never()};
    return glpk_solve_integer(result, arena, program, &options, error);
}

/* The least objective over all 0/1 points that meet every row; INT64_MAX if there is none. */
static int64_t enumerate(const struct linear_program *program)
{
    int64_t best = INT64_MAX;
    int64_t values[20] = {0};
    for (uint32_t point = 0; point < UINT32_C(1) << program->column_count; point++) {
        for (size_t j = 0; j < program->column_count; j++) {
            values[j] = (point >> j) & 1;
        }
        bool holds = true;
        for (size_t i = 0; i < program->row_count && holds; i++) {
            holds = linear_program_row_holds(program, i, values);
        }
        const int64_t objective = (int64_t)linear_program_objective_at(program, values);
        if (holds && objective < best) {
            best = objective;
        }
    }
    return best;
}

/* At least `demand` of weight at least cost, with values up to `most`. */
static struct linear_program *random_knapsack(struct arena *arena, struct rng *rng, size_t count,
                                              int64_t most)
{
    int64_t costs[20];
    int64_t weights[20];
    int64_t total = 0;
    for (size_t j = 0; j < count; j++) {
        weights[j] = rng_between(rng, 1, most);
        costs[j] = weights[j] / 2 + rng_between(rng, 0, most / 2);
        total += weights[j];
    }
    struct linear_program *program = new_program(arena);
    add_columns(program, costs, count);
    add_row(program, rng_between(rng, 1, total + total / 20), LINEAR_NO_UPPER, weights, count);
    return program;
}

static void check_against_enumeration(uint64_t seed, size_t count, int64_t most)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct rng rng = rng_from_seed(seed);
    const struct linear_program *program = random_knapsack(arena, &rng, count, most);
    const int64_t best = enumerate(program);
    struct integer_result result = {.values = NULL};
    struct error error = {.message = ""};
    CU_ASSERT_EQUAL_FATAL(solve(&result, arena, program, &error), STATUS_OK);
    if (best == INT64_MAX) {
        CU_ASSERT_EQUAL(result.outcome, INTEGER_INFEASIBLE);
        CU_ASSERT_PTR_NULL(result.values);
    } else {
        CU_ASSERT_EQUAL_FATAL(result.outcome, INTEGER_OPTIMAL);
        CU_ASSERT_TRUE(linear_program_row_holds(program, 0, result.values));
        CU_ASSERT_EQUAL((int64_t)linear_program_objective_at(program, result.values), best);
        CU_ASSERT_TRUE(fabs(result.claimed_objective - (double)best) < 0.5);
        CU_ASSERT_TRUE(result.root_bound <= (double)best + 0.5);
    }
    arena_free(arena);
}

static void small_knapsacks_agree_with_enumeration(void)
{
    for (uint64_t seed = 1; seed <= 100; seed++) {
        check_against_enumeration(seed, 10, 50);
    }
}

static void large_coefficients_agree_with_enumeration(void)
{
    for (uint64_t seed = 1; seed <= 100; seed++) {
        check_against_enumeration(seed, 12, 1000000);
        check_against_enumeration(1000 + seed, 12, 70000000);
    }
}

/* GLPK's own tolerances of 1e-7 would not see a difference of a few units in 3e8. */
static void nearly_equal_objectives_are_told_apart(void)
{
    enum { ITEMS = 12 };
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct rng rng = rng_from_seed(seed);
        int64_t costs[ITEMS];
        int64_t weights[ITEMS];
        int64_t total = 0;
        for (size_t j = 0; j < ITEMS; j++) {
            costs[j] = 50000000 + rng_between(&rng, 0, 9);
            weights[j] = rng_between(&rng, 90, 110);
            total += weights[j];
        }
        struct linear_program *program = new_program(arena);
        add_columns(program, costs, ITEMS);
        add_row(program, total / 2, LINEAR_NO_UPPER, weights, ITEMS);
        struct integer_result result = {.values = NULL};
        struct error error = {.message = ""};
        CU_ASSERT_EQUAL_FATAL(solve(&result, arena, program, &error), STATUS_OK);
        CU_ASSERT_EQUAL_FATAL(result.outcome, INTEGER_OPTIMAL);
        CU_ASSERT_EQUAL((int64_t)linear_program_objective_at(program, result.values), enumerate(program));
        arena_free(arena);
    }
}

/* max sum of values with weights within the capacity, by dynamic programming over weight. */
static int64_t most_value(const int64_t *values, const int64_t *weights, size_t count, int64_t capacity)
{
    enum { CAPACITY_LIMIT = 6000 };
    static int64_t best[CAPACITY_LIMIT + 1];
    memset(best, 0, sizeof best);
    for (size_t j = 0; j < count; j++) {
        for (int64_t w = capacity; w >= weights[j]; w--) {
            const int64_t with = best[w - weights[j]] + values[j];
            best[w] = with > best[w] ? with : best[w];
        }
    }
    return best[capacity];
}

static void two_hundred_dear_knapsacks_agree_with_dynamic_programming(void)
{
    enum { ITEMS = 30 };
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct rng rng = rng_from_seed(seed);
        int64_t costs[ITEMS];
        int64_t values[ITEMS];
        int64_t weights[ITEMS];
        for (size_t j = 0; j < ITEMS; j++) {
            weights[j] = rng_between(&rng, 1, 1000);
            values[j] = rng_between(&rng, 1, GLPK_SAFE_MAGNITUDE);
            costs[j] = -values[j];
        }
        const int64_t capacity = rng_between(&rng, 500, 6000);
        struct linear_program *program = new_program(arena);
        add_columns(program, costs, ITEMS);
        add_row(program, LINEAR_NO_LOWER, capacity, weights, ITEMS);
        struct integer_result result = {.values = NULL};
        struct error error = {.message = ""};
        CU_ASSERT_EQUAL_FATAL(solve(&result, arena, program, &error), STATUS_OK);
        CU_ASSERT_EQUAL_FATAL(result.outcome, INTEGER_OPTIMAL);
        CU_ASSERT_TRUE(linear_program_row_holds(program, 0, result.values));
        CU_ASSERT_EQUAL(-(int64_t)linear_program_objective_at(program, result.values),
                        most_value(values, weights, ITEMS, capacity));
        arena_free(arena);
    }
}

static void infeasible_is_recognised_in_every_form(void)
{
    static const struct {
        const char *why;
        int64_t lower;
        int64_t upper;
        int64_t values[3];
    } cases[] = {
        {"the relaxation is infeasible", 4, LINEAR_NO_UPPER, {1, 1, 1}},
        {"only the integers are: an odd sum of even numbers", 3, 3, {2, 2, 2}},
        {"only the integers are: no sum lies between", 5, 6, {4, 4, 7}},
        {"a row without columns", 1, LINEAR_NO_UPPER, {0, 0, 0}},
        {"a negative bound on a sum of non-negative terms", LINEAR_NO_LOWER, -1, {1, 2, 3}},
    };
    const int64_t costs[] = {1, 2, 3};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct linear_program *program = new_program(arena);
        add_columns(program, costs, 3);
        add_row(program, cases[c].lower, cases[c].upper, cases[c].values, 3);
        struct integer_result result = {.values = NULL};
        struct error error = {.message = ""};
        CU_ASSERT_EQUAL(solve(&result, arena, program, &error), STATUS_OK);
        CU_ASSERT_EQUAL(result.outcome, INTEGER_INFEASIBLE);
        CU_ASSERT_PTR_NULL(result.values);
        arena_free(arena);
    }
}

static void unbounded_is_recognised(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct linear_program *program = new_program(arena);
    linear_program_add_column(program, (struct linear_column){COLUMN_INTEGER, 0, LINEAR_NO_UPPER, -1});
    add_row(program, 0, LINEAR_NO_UPPER, (const int64_t[]){1}, 1);
    struct integer_result result = {.values = NULL};
    struct error error = {.message = ""};
    CU_ASSERT_EQUAL(solve(&result, arena, program, &error), STATUS_OK);
    CU_ASSERT_EQUAL(result.outcome, INTEGER_UNBOUNDED);
    arena_free(arena);
}

static void integer_and_continuous_columns_mix(void)
{
    /* minimise -3x - y, x integer in 0..10, y in 0..4, 2x + y <= 9: x = 4, y = 1. */
    struct arena *arena = arena_new(NULL, NULL);
    struct linear_program *program = new_program(arena);
    linear_program_add_column(program, (struct linear_column){COLUMN_INTEGER, 0, 10, -3});
    linear_program_add_column(program, (struct linear_column){COLUMN_CONTINUOUS, 0, 4, -1});
    add_row(program, LINEAR_NO_LOWER, 9, (const int64_t[]){2, 1}, 2);
    struct integer_result result = {.values = NULL};
    struct error error = {.message = ""};
    CU_ASSERT_EQUAL_FATAL(solve(&result, arena, program, &error), STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(result.outcome, INTEGER_OPTIMAL);
    CU_ASSERT_EQUAL(result.values[0], 4);
    CU_ASSERT_EQUAL(result.values[1], 1);
    CU_ASSERT_TRUE(fabs(result.claimed_objective + 13.0) < 1e-6);
    arena_free(arena);
}

static void programs_without_rows_or_columns_have_answers(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct linear_program *program = new_program(arena);
    struct integer_result result = {.values = NULL};
    struct error error = {.message = ""};
    CU_ASSERT_EQUAL(solve(&result, arena, program, &error), STATUS_OK);
    CU_ASSERT_EQUAL(result.outcome, INTEGER_OPTIMAL);
    add_columns(program, (const int64_t[]){3, -4}, 2);
    CU_ASSERT_EQUAL_FATAL(solve(&result, arena, program, &error), STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(result.outcome, INTEGER_OPTIMAL);
    CU_ASSERT_EQUAL(result.values[0], 0);
    CU_ASSERT_EQUAL(result.values[1], 1);
    arena_free(arena);
}

/* Several subset-sum equations over the same columns: hopeless for branch and bound. */
static struct linear_program *market_split(struct arena *arena, bool has_slack)
{
    enum { ROWS = 4, COLUMNS = 34 };
    struct rng rng = rng_from_seed(7);
    struct linear_program *program = new_program(arena);
    for (size_t j = 0; j < COLUMNS; j++) {
        linear_program_add_column(program, (struct linear_column){COLUMN_BINARY, 0, 1, 0});
    }
    for (size_t i = 0; i < ROWS && has_slack; i++) {
        linear_program_add_column(program, (struct linear_column){COLUMN_INTEGER, 0, 100000, 1});
    }
    for (size_t i = 0; i < ROWS; i++) {
        int64_t values[COLUMNS];
        int64_t sum = 0;
        for (size_t j = 0; j < COLUMNS; j++) {
            values[j] = rng_between(&rng, 0, 99);
            sum += values[j];
        }
        add_row(program, sum / 2, sum / 2, values, COLUMNS);
        if (has_slack) {
            linear_program_add_entry(program, COLUMNS + i, 1);
        }
    }
    return program;
}

static void a_limit_ends_a_hopeless_search(void)
{
    for (int has_slack = 0; has_slack <= 1; has_slack++) {
        struct arena *arena = arena_new(NULL, NULL);
        const struct linear_program *program = market_split(arena, has_slack == 1);
        const struct integer_options options = {.deadline = deadline_after(0.2, NULL)};
        struct integer_result result = {.values = NULL};
        struct error error = {.message = ""};
        const double begin_s = monotonic_seconds();
        CU_ASSERT_EQUAL(glpk_solve_integer(&result, arena, program, &options, &error), STATUS_OK);
        CU_ASSERT_TRUE(monotonic_seconds() - begin_s < 20.0); /* valgrind is slow */
        CU_ASSERT_EQUAL(result.outcome, has_slack == 1 ? INTEGER_FEASIBLE : INTEGER_UNKNOWN);
        CU_ASSERT_TRUE((result.values != NULL) == (has_slack == 1));
        CU_ASSERT_TRUE(result.has_bound);
        if (result.values != NULL) {
            const int64_t objective = (int64_t)linear_program_objective_at(program, result.values);
            CU_ASSERT_TRUE(result.bound <= (double)objective);
            for (size_t i = 0; i < program->row_count; i++) {
                CU_ASSERT_TRUE(linear_program_row_holds(program, i, result.values));
            }
        }
        arena_free(arena);
    }
}

static void a_raised_flag_stops_at_once(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const volatile sig_atomic_t raised = 1;
    const struct integer_options options = {.deadline = deadline_after(INFINITY, &raised)};
    struct integer_result result = {.values = NULL};
    struct error error = {.message = ""};
    CU_ASSERT_EQUAL(glpk_solve_integer(&result, arena, market_split(arena, true), &options, &error),
                    STATUS_OK);
    CU_ASSERT_EQUAL(result.outcome, INTEGER_UNKNOWN);
    CU_ASSERT_FALSE(result.has_bound);
    CU_ASSERT_PTR_NULL(result.values);
    arena_free(arena);
}

static void misuse_is_a_failure_and_later_calls_work(void)
{
    for (int round = 0; round < 3; round++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct linear_program *program = new_program(arena);
        add_columns(program, (const int64_t[]){1, 1}, 2);
        linear_program_add_row(program, 0, 1);
        linear_program_add_entry(program, 0, 1);
        linear_program_add_entry(program, 0, 2); /* the same column twice: GLPK calls its error handler */
        struct integer_result result = {.claimed_objective = 42.0};
        struct error error = {.message = ""};
        CU_ASSERT_EQUAL(solve(&result, arena, program, &error), STATUS_SOLVER);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "glp_set_mat_row"));
        CU_ASSERT_TRUE(result.claimed_objective == 42.0); /* outputs are untouched */
        arena_free(arena);
        check_against_enumeration(5, 10, 50);
    }
}

/* One program per place where a number can be too large. */
static void unsafe_numbers_are_refused_by_name(void)
{
    const int64_t large = 12345678901;
    static const char *const wanted[] = {
        "numerically unsafe: the objective coefficient of x[1] is 12345678901 after dividing by 1; no proof "
        "is "
        "claimed above 1e9",
        "the coefficient of x[1] in row[0] is 12345678901 after dividing by 1;",
        "the right-hand side of row[0] is 12345678901 after dividing by 1;",
        "a bound of x[1] is 12345678901 after dividing by 1;",
    };
    for (size_t place = 0; place < sizeof wanted / sizeof wanted[0]; place++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct linear_program *program = new_program(arena);
        linear_program_add_column(program, (struct linear_column){COLUMN_INTEGER, 0, LINEAR_NO_UPPER, 1});
        linear_program_add_column(program, (struct linear_column){COLUMN_INTEGER, 0, place == 3 ? large : 9,
                                                                  place == 0 ? large : 1});
        add_row(program, LINEAR_NO_LOWER, place == 2 ? large : 9,
                (const int64_t[]){1, place == 1 ? large : 1}, 2);
        struct integer_result result = {.values = NULL};
        struct error error = {.message = ""};
        CU_ASSERT_EQUAL(solve(&result, arena, program, &error), STATUS_UNSUPPORTED);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.message, wanted[place]));
        arena_free(arena);
    }
}

static void divisible_numbers_and_unreachable_bounds_are_safe(void)
{
    const int64_t unit = 1000000000000;
    struct arena *arena = arena_new(NULL, NULL);
    struct linear_program *program = new_program(arena);
    add_columns(program, (const int64_t[]){-6 * unit, -4 * unit, -3 * unit}, 3);
    add_row(program, LINEAR_NO_LOWER, 7 * unit + 5, (const int64_t[]){5 * unit, 4 * unit, 3 * unit}, 3);
    add_row(program, LINEAR_NO_LOWER, unit, (const int64_t[]){1, 1, 1}, 3);
    struct integer_result result = {.values = NULL};
    struct error error = {.message = ""};
    CU_ASSERT_EQUAL_FATAL(solve(&result, arena, program, &error), STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(result.outcome, INTEGER_OPTIMAL);
    CU_ASSERT_EQUAL((int64_t)linear_program_objective_at(program, result.values), -7 * unit);
    CU_ASSERT_TRUE(fabs(result.claimed_objective + 7.0 * (double)unit) < 1.0);
    arena_free(arena);
}

/* The best point, and all columns, which is the dearest. */
static void a_search_may_begin_with_any_point(void)
{
    for (uint64_t seed = 1; seed <= 50; seed++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct rng rng = rng_from_seed(seed);
        const struct linear_program *program = random_knapsack(arena, &rng, 12, 1000000);
        const int64_t best = enumerate(program);
        int64_t all[12];
        struct integer_options options = {.deadline = deadline_never()};
        struct integer_result result = {.values = NULL};
        struct error error = {.message = ""};
        for (size_t j = 0; j < 12; j++) {
            all[j] = 1;
        }
        options.start = all;
        for (int k = 0; k < 2 && best < INT64_MAX; k++) {
            CU_ASSERT_EQUAL_FATAL(glpk_solve_integer(&result, arena, program, &options, &error), STATUS_OK);
            CU_ASSERT_EQUAL_FATAL(result.outcome, INTEGER_OPTIMAL);
            CU_ASSERT_EQUAL((int64_t)linear_program_objective_at(program, result.values), best);
            options.start = result.values;
        }
        arena_free(arena);
    }
}

static void the_version_is_known(void)
{
    CU_ASSERT_TRUE(strlen(glpk_version()) > 0);
}

void test_glpk_backend_register(void)
{
    static const struct unit_test tests[] = {
        {"small knapsacks agree with enumeration", small_knapsacks_agree_with_enumeration},
        {"large coefficients agree with enumeration", large_coefficients_agree_with_enumeration},
        {"nearly equal objectives are told apart", nearly_equal_objectives_are_told_apart},
        {"two hundred dear knapsacks agree with dynamic programming",
         two_hundred_dear_knapsacks_agree_with_dynamic_programming},
        {"infeasible is recognised in every form", infeasible_is_recognised_in_every_form},
        {"unbounded is recognised", unbounded_is_recognised},
        {"integer and continuous columns mix", integer_and_continuous_columns_mix},
        {"programs without rows or columns have answers", programs_without_rows_or_columns_have_answers},
        {"a limit ends a hopeless search", a_limit_ends_a_hopeless_search},
        {"a raised flag stops at once", a_raised_flag_stops_at_once},
        {"misuse is a failure, and later calls work", misuse_is_a_failure_and_later_calls_work},
        {"unsafe numbers are refused by name", unsafe_numbers_are_refused_by_name},
        {"divisible numbers and unreachable bounds are safe",
         divisible_numbers_and_unreachable_bounds_are_safe},
        {"a search may begin with any point", a_search_may_begin_with_any_point},
        {"the version is known", the_version_is_known},
    };
    suite_register("glpk_backend", tests, sizeof tests / sizeof tests[0]);
}
