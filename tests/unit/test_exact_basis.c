/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a basis proved optimal exactly when it is? */
#include <CUnit/CUnit.h>
#include <stdint.h>

#include "base/arena.h"
#include "lp/exact_basis.h"
#include "lp/linear_program.h"
#include "suites.h"

/*
 * minimise -5 x - 4 y  such that  6 x + 4 y <= 24,  x + 2 y <= 6,  0 <= x, y <= 9.  Both rows bind at (3,
 * 3/2): -21. Scaled by `scale`, the numbers of the rows grow and the optimum stays.
 */
static struct linear_program *two_rows(struct arena *arena, int64_t scale)
{
    const struct linear_names names = {.column = NULL};
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 2}, names);
    linear_program_add_column(program, (struct linear_column){COLUMN_INTEGER, 0, 9, -5});
    linear_program_add_column(program, (struct linear_column){COLUMN_INTEGER, 0, 9, -4});
    linear_program_add_row(program, LINEAR_NO_LOWER, 24 * scale);
    linear_program_add_entry(program, 0, 6 * scale);
    linear_program_add_entry(program, 1, 4 * scale);
    linear_program_add_row(program, LINEAR_NO_LOWER, 6 * scale);
    linear_program_add_entry(program, 0, scale);
    linear_program_add_entry(program, 1, 2 * scale);
    return program;
}

static void bases_are_judged(void)
{
    static const struct {
        const char *why;
        enum basis_status columns[2];
        enum basis_status rows[2];
        enum exact_outcome outcome;
    } cases[] = {
        {"the optimum", {BASIS_BASIC, BASIS_BASIC}, {BASIS_AT_UPPER, BASIS_AT_UPPER}, EXACT_OPTIMAL},
        {"a feasible corner",
         {BASIS_BASIC, BASIS_AT_LOWER},
         {BASIS_AT_UPPER, BASIS_BASIC},
         EXACT_NOT_OPTIMAL},
        {"the origin", {BASIS_AT_LOWER, BASIS_AT_LOWER}, {BASIS_BASIC, BASIS_BASIC}, EXACT_NOT_OPTIMAL},
        {"an infeasible one",
         {BASIS_AT_UPPER, BASIS_AT_UPPER},
         {BASIS_BASIC, BASIS_BASIC},
         EXACT_NOT_OPTIMAL},
        {"too few rows", {BASIS_BASIC, BASIS_BASIC}, {BASIS_AT_UPPER, BASIS_BASIC}, EXACT_NOT_OPTIMAL},
        {"no such bound", {BASIS_BASIC, BASIS_BASIC}, {BASIS_AT_UPPER, BASIS_AT_LOWER}, EXACT_NOT_OPTIMAL},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct fraction value = {0, 1};
        struct basis basis = {ARENA_ARRAY(arena, enum basis_status, 2),
                              ARENA_ARRAY(arena, enum basis_status, 2)};
        for (size_t i = 0; i < 2; i++) {
            basis.columns[i] = cases[c].columns[i];
            basis.rows[i] = cases[c].rows[i];
        }
        CU_ASSERT_EQUAL(exact_basis_value(&value, arena, two_rows(arena, 1), &basis), cases[c].outcome);
        if (cases[c].outcome == EXACT_OPTIMAL) {
            CU_ASSERT_STRING_EQUAL(fraction_text(arena, &value), "-21");
        }
        arena_free(arena);
    }
}

static void what_leaves_128_bits_is_not_known(void)
{
    static enum basis_status both[] = {BASIS_BASIC, BASIS_BASIC};
    static enum basis_status upper[] = {BASIS_AT_UPPER, BASIS_AT_UPPER};
    const struct basis basis = {both, upper};
    struct arena *arena = arena_new(NULL, NULL);
    struct fraction value = {0, 1};
    CU_ASSERT_EQUAL(exact_basis_value(&value, arena, two_rows(arena, INT64_C(1) << 30), &basis),
                    EXACT_OPTIMAL);
    CU_ASSERT_STRING_EQUAL(fraction_text(arena, &value), "-21");
    CU_ASSERT_EQUAL(exact_basis_value(&value, arena, two_rows(arena, INT64_C(1) << 58), &basis),
                    EXACT_UNKNOWN);
    arena_free(arena);
}

static void dependent_rows_are_no_basis(void)
{
    static enum basis_status both[] = {BASIS_BASIC, BASIS_BASIC};
    static enum basis_status upper[] = {BASIS_AT_UPPER, BASIS_AT_UPPER};
    const struct basis basis = {both, upper};
    struct arena *arena = arena_new(NULL, NULL);
    struct fraction value = {0, 1};
    struct linear_program *program = two_rows(arena, 1);
    program->entry_values[2] = 3;
    CU_ASSERT_EQUAL(exact_basis_value(&value, arena, program, &basis), EXACT_NOT_OPTIMAL);
    arena_free(arena);
}

static void fractions_are_written(void)
{
    static const struct {
        struct fraction fraction;
        const char *text;
    } cases[] = {{{0, 1}, "0"}, {{-71, 2}, "-71/2"}, {{(int128)INT64_MAX * 10, 3}, "92233720368547758070/3"}};
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        CU_ASSERT_STRING_EQUAL(fraction_text(arena, &cases[c].fraction), cases[c].text);
    }
    arena_free(arena);
}

void test_exact_basis_register(void)
{
    static const struct unit_test tests[] = {
        {"bases are judged", bases_are_judged},
        {"what leaves 128 bits is not known", what_leaves_128_bits_is_not_known},
        {"dependent rows are no basis", dependent_rows_are_no_basis},
        {"fractions are written", fractions_are_written},
    };
    suite_register("exact_basis", tests, sizeof tests / sizeof tests[0]);
}
