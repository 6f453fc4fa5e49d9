/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a program in CPLEX LP format what it should be, letter by letter? tests/cli/export-*.sh read it back. */
#include <CUnit/CUnit.h>
#include <string.h>

#include "awkward_program.h"
#include "base/arena.h"
#include "base/text.h"
#include "lp/linear_program.h"
#include "lp/lp_writer.h"
#include "suites.h"

static const char *written(struct arena *arena, const struct linear_program *program, const char *heading)
{
    struct arena *scratch = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    lp_writer_write(&text, scratch, program, heading);
    arena_free(scratch);
    return text.data;
}

static void everything_awkward_is_written(void)
{
    static const char expected[] = "\\ one\n"
                                   "\\ two\n"
                                   "\\ column4 is free\n"
                                   "\\ column5 is x(a~b)\n"
                                   "Minimize\n"
                                   " P0: - 3 x(a~b) + x(#C3#A9#20c) - 2 column4 + 0 y(unused)\n"
                                   "Subject To\n"
                                   " row(0): + x(a~b) + x(#281#29#7E#23) + x(#C3#A9#20c) = 0\n"
                                   " row(1): + 2 column4 - column5 <= 7\n"
                                   " row(1).lower: + 2 column4 - column5 >= -5\n"
                                   " row(2): + 0 x(a~b) <= 3\n"
                                   "Bounds\n"
                                   " x(#281#29#7E#23) = 1\n"
                                   " x(#C3#A9#20c) >= -2\n"
                                   " column4 free\n"
                                   " -4 <= column5 <= -1\n"
                                   " y(unused) >= 0\n"
                                   "General\n"
                                   " x(#281#29#7E#23)\n"
                                   " x(#C3#A9#20c)\n"
                                   " column5\n"
                                   "Binary\n"
                                   " x(a~b)\n"
                                   "End\n";
    struct arena *arena = arena_new(NULL, NULL);
    CU_ASSERT_STRING_EQUAL(written(arena, awkward_program_new(arena), "one\ntwo\n"), expected);
    arena_free(arena);
}

static void nothing_is_written_as_something(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct linear_names names = {.column = NULL};
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 0}, names);
    CU_ASSERT_STRING_EQUAL(
        written(arena, program, NULL),
        "Minimize\n P0: + 0 none\nSubject To\n none: + 0 none <= 0\nBounds\n none = 0\nEnd\n");
    linear_program_add_row(program, 1, 1);
    CU_ASSERT_STRING_EQUAL(
        written(arena, program, NULL),
        "Minimize\n P0: + 0 none\nSubject To\n row(0): + 0 none = 1\nBounds\n none = 0\nEnd\n");
    arena_free(arena);
}

static void lines_are_short_and_extremes_exact(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct linear_names names = {.column = NULL};
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 99}, names);
    linear_program_add_column(program, (struct linear_column){COLUMN_BINARY, 0, 1, INT64_MIN});
    for (size_t j = 1; j < 99; j++) {
        linear_program_add_column(program, (struct linear_column){COLUMN_BINARY, 0, 1, INT64_MAX});
    }
    const char *text = written(arena, program, NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, " P0: - 9223372036854775808 x(0) + 9223372036854775807 x(1)"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n    + 9223372036854775807 x("));
    for (const char *at = text; *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        CU_ASSERT_TRUE(length < 250);
        at += length + 1;
    }
    arena_free(arena);
}

void test_lp_writer_register(void)
{
    static const struct unit_test tests[] = {
        {"everything awkward is written", everything_awkward_is_written},
        {"without columns or rows there is a file all the same", nothing_is_written_as_something},
        {"lines are short, extremes exact", lines_are_short_and_extremes_exact},
    };
    suite_register("lp_writer", tests, sizeof tests / sizeof tests[0]);
}
