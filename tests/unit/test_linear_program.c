/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a program hold what was put in, name it, and answer in exact integers? */
#include <CUnit/CUnit.h>
#include <stdint.h>

#include "base/arena.h"
#include "lp/linear_program.h"
#include "suites.h"

static const struct linear_names no_names = {.column = NULL};

static size_t add_binary(struct linear_program *program, int64_t objective)
{
    return linear_program_add_column(
        program,
        (struct linear_column){.kind = COLUMN_BINARY, .lower = 0, .upper = 1, .objective = objective});
}

static void rows_hold_their_entries_in_order(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct linear_program *program =
        linear_program_new(arena, (struct linear_size){.columns = 3, .rows = 2, .entries = 4}, no_names);
    for (int64_t j = 0; j < 3; j++) {
        CU_ASSERT_EQUAL(add_binary(program, j), (size_t)j);
    }
    CU_ASSERT_EQUAL(linear_program_add_row(program, LINEAR_NO_LOWER, 5), 0);
    linear_program_add_entry(program, 2, 7);
    linear_program_add_entry(program, 1, 0);
    linear_program_add_entry(program, 0, -3);
    CU_ASSERT_EQUAL(linear_program_add_row(program, 1, 1), 1);
    linear_program_add_entry(program, 1, 4);
    CU_ASSERT_EQUAL(program->entry_count, 3);
    CU_ASSERT_EQUAL(program->row_begin[0], 0);
    CU_ASSERT_EQUAL(program->row_begin[1], 2);
    CU_ASSERT_EQUAL(program->row_begin[2], 3);
    CU_ASSERT_EQUAL(program->entry_columns[0], 2);
    CU_ASSERT_EQUAL(program->entry_values[1], -3);
    CU_ASSERT_EQUAL(program->rows[0].upper, 5);
    CU_ASSERT_EQUAL(program->rows[1].lower, 1);
    arena_free(arena);
}

static void a_program_grows_beyond_what_was_expected(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 0}, no_names);
    enum { MANY = 100 };
    for (int64_t j = 0; j < MANY; j++) {
        add_binary(program, 10 * j);
    }
    for (int64_t i = 0; i < MANY; i++) {
        linear_program_add_row(program, -i, i);
        linear_program_add_entry(program, (size_t)i, i + 1);
        linear_program_add_entry(program, (size_t)(MANY - 1 - i), -1);
    }
    CU_ASSERT_EQUAL(program->column_count, MANY);
    CU_ASSERT_EQUAL(program->row_count, MANY);
    for (size_t i = 0; i < MANY; i++) {
        CU_ASSERT_EQUAL(program->columns[i].objective, 10 * (int64_t)i);
        CU_ASSERT_EQUAL(program->rows[i].upper, (int64_t)i);
        CU_ASSERT_EQUAL(program->row_begin[i + 1], 2 * (i + 1));
        CU_ASSERT_EQUAL(program->entry_values[2 * i], (int64_t)i + 1);
        CU_ASSERT_EQUAL(program->entry_columns[2 * i + 1], MANY - 1 - i);
    }
    arena_free(arena);
}

static char *name_with_context(struct arena *arena, const void *context, size_t index)
{
    return arena_printf(arena, "%s%zu", (const char *)context, index);
}

static void names_are_made_on_demand(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 1}, no_names);
    CU_ASSERT_STRING_EQUAL(linear_program_column_name(arena, program, 3), "x[3]");
    CU_ASSERT_STRING_EQUAL(linear_program_row_name(arena, program, 4), "row[4]");
    program->names = (struct linear_names){name_with_context, name_with_context, "n"};
    CU_ASSERT_STRING_EQUAL(linear_program_column_name(arena, program, 3), "n3");
    CU_ASSERT_STRING_EQUAL(linear_program_row_name(arena, program, 4), "n4");
    arena_free(arena);
}

static void divisors_are_those_of_the_magnitudes(void)
{
    static const struct {
        int64_t values[3];
        int64_t divisor;
    } cases[] = {
        {{12, -18, 30}, 6}, {{0, 0, 0}, 1}, {{0, -7, 0}, 7}, {{4, 9, 6}, 1}, {{INT64_MIN, 6, 0}, 2},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct linear_program *program =
            linear_program_new(arena, (struct linear_size){.columns = 3}, no_names);
        for (size_t j = 0; j < 3; j++) {
            add_binary(program, cases[c].values[j]);
        }
        linear_program_add_row(program, LINEAR_NO_LOWER, 1);
        for (size_t j = 0; j < 3; j++) {
            linear_program_add_entry(program, j, cases[c].values[j]);
        }
        CU_ASSERT_EQUAL(linear_program_objective_divisor(program), cases[c].divisor);
        CU_ASSERT_EQUAL(linear_program_row_divisor(program, 0), cases[c].divisor);
        arena_free(arena);
    }
}

static void points_are_judged_exactly(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 2}, no_names);
    const int64_t large = INT64_C(1) << 61;
    add_binary(program, large);
    add_binary(program, -1);
    linear_program_add_row(program, LINEAR_NO_LOWER, large);
    linear_program_add_entry(program, 0, large);
    linear_program_add_entry(program, 1, 1);
    linear_program_add_row(program, 1, LINEAR_NO_UPPER);
    linear_program_add_entry(program, 1, 1);
    const int64_t one[] = {1, 0};
    const int64_t both[] = {1, 1};
    CU_ASSERT_TRUE(linear_program_row_holds(program, 0, one));
    CU_ASSERT_FALSE(linear_program_row_holds(program, 0, both)); /* by one in 2^61: invisible to a double */
    CU_ASSERT_FALSE(linear_program_row_holds(program, 1, one));
    CU_ASSERT_TRUE(linear_program_row_holds(program, 1, both));
    CU_ASSERT_TRUE(linear_program_objective_at(program, both) == (int128)large - 1);
    const int64_t outside[] = {0, 2};
    CU_ASSERT_TRUE(linear_program_bounds_hold(program, both));
    CU_ASSERT_FALSE(linear_program_bounds_hold(program, outside));
    arena_free(arena);
}

static void a_row_with_a_continuous_column_is_not_integral(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 2}, no_names);
    add_binary(program, 1);
    linear_program_add_column(program,
                              (struct linear_column){COLUMN_CONTINUOUS, LINEAR_NO_LOWER, LINEAR_NO_UPPER, 0});
    linear_program_add_row(program, 0, 1);
    linear_program_add_entry(program, 0, 1);
    linear_program_add_row(program, 0, 1);
    linear_program_add_entry(program, 0, 1);
    linear_program_add_entry(program, 1, 1);
    CU_ASSERT_TRUE(linear_program_row_is_integral(program, 0));
    CU_ASSERT_FALSE(linear_program_row_is_integral(program, 1));
    arena_free(arena);
}

void test_linear_program_register(void)
{
    static const struct unit_test tests[] = {
        {"rows hold their entries in order, zeros left out", rows_hold_their_entries_in_order},
        {"a program grows beyond what was expected", a_program_grows_beyond_what_was_expected},
        {"names are made on demand", names_are_made_on_demand},
        {"divisors are those of the magnitudes", divisors_are_those_of_the_magnitudes},
        {"points are judged exactly", points_are_judged_exactly},
        {"a row with a continuous column is not integral", a_row_with_a_continuous_column_is_not_integral},
    };
    suite_register("linear_program", tests, sizeof tests / sizeof tests[0]);
}
