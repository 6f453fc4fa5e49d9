/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a program in free MPS format what it should be, letter by letter? tests/cli/export-*.sh read it back. */
#include <CUnit/CUnit.h>

#include "awkward_program.h"
#include "base/arena.h"
#include "base/text.h"
#include "lp/linear_program.h"
#include "lp/mps_writer.h"
#include "suites.h"

static void everything_awkward_is_written(void)
{
    static const char expected[] = "* one\n"
                                   "* column4 is free\n"
                                   "* column5 is x[a-b]\n"
                                   "NAME finopt FREE\n"
                                   "ROWS\n N P0\n E row[0]\n G row[1]\n L row[2]\n N row[3]\n"
                                   "COLUMNS\n MARKER 'MARKER' 'INTORG'\n"
                                   " x[a-b] P0 -3\n x[a-b] row[0] 1\n"
                                   " x[#281#29#7E#23] row[0] 1\n x[#281#29#7E#23] row[3] 1\n"
                                   " x[#C3#A9#20c] P0 1\n x[#C3#A9#20c] row[0] 1\n"
                                   " MARKER 'MARKER' 'INTEND'\n"
                                   " column4 P0 -2\n column4 row[1] 2\n"
                                   " MARKER 'MARKER' 'INTORG'\n"
                                   " column5 row[1] -1\n"
                                   " MARKER 'MARKER' 'INTEND'\n"
                                   " y[unused] P0 0\n"
                                   "RHS\n RHS row[1] -5\n RHS row[2] 3\n"
                                   "RANGES\n RANGES row[1] 12\n"
                                   "BOUNDS\n"
                                   " LO BND x[a-b] 0\n UP BND x[a-b] 1\n"
                                   " FX BND x[#281#29#7E#23] 1\n"
                                   " LO BND x[#C3#A9#20c] -2\n PL BND x[#C3#A9#20c]\n"
                                   " FR BND column4\n"
                                   " LO BND column5 -4\n UP BND column5 -1\n"
                                   " LO BND y[unused] 0\n PL BND y[unused]\n"
                                   "ENDATA\n";
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    mps_writer_write(&text, scratch, awkward_program_new(arena), "one\n");
    CU_ASSERT_STRING_EQUAL(text.data, expected);
    arena_free(scratch);
    arena_free(arena);
}

static void a_program_without_columns_is_written(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct linear_names names = {.column = NULL};
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 0}, names);
    struct text text;
    text_init(&text, arena);
    linear_program_add_row(program, 1, 1);
    mps_writer_write(&text, scratch, program, NULL);
    CU_ASSERT_STRING_EQUAL(text.data,
                           "NAME finopt FREE\nROWS\n N P0\n E row[0]\nCOLUMNS\nRHS\n RHS row[0] 1\n"
                           "BOUNDS\nENDATA\n");
    arena_free(scratch);
    arena_free(arena);
}

void test_mps_writer_register(void)
{
    static const struct unit_test tests[] = {
        {"everything awkward is written", everything_awkward_is_written},
        {"a program without columns is written", a_program_without_columns_is_written},
    };
    suite_register("mps_writer", tests, sizeof tests / sizeof tests[0]);
}
