/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are names legal and unique whatever they were before? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "lp/linear_program.h"
#include "lp/program_names.h"
#include "suites.h"

static char *name_from_list(struct arena *arena, const void *context, size_t index)
{
    return arena_strdup(arena, ((const char *const *)context)[index]);
}

static void names_become_legal(void)
{
    static const struct {
        const char *name;
        const char *lp;
        const char *mps;
    } cases[] = {
        {"P4[camera]", "P4(camera)", "P4[camera]"},
        {"x[a-b,1.5_2]", "x(a~b,1.5_2)", "x[a-b,1.5_2]"},
        {"x[a b]", "x(a#20b)", "x[a#20b]"},
        {"x[~(#)]", "x(#7E#28#23#29)", "x[#7E#28#23#29]"},
        {"x[edge@0.25]", "x(edge#400.25)", "x[edge#400.25]"},
        {"1[a]", "column6", "column6"},
        {"e2[a]", "column7", "column7"},
        {"infinity", "column8", "column8"},
        {"", "column9", "column9"},
        {"P4[camera]", "column10", "column10"},
        {"x["
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "]",
         "column11", "column11"},
    };
    enum { COUNT = sizeof cases / sizeof cases[0] };
    const char *list[COUNT];
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t c = 0; c < COUNT; c++) {
        list[c] = cases[c].name;
    }
    const struct linear_names names = {.column = name_from_list, .context = list};
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = COUNT}, names);
    for (size_t c = 0; c < COUNT; c++) {
        linear_program_add_column(program, (struct linear_column){COLUMN_BINARY, 0, 1, 0});
    }
    struct program_names lp;
    struct program_names mps;
    program_names_build(&lp, arena, program, PROGRAM_NAMES_LP);
    program_names_build(&mps, arena, program, PROGRAM_NAMES_MPS);
    for (size_t c = 0; c < COUNT; c++) {
        CU_ASSERT_STRING_EQUAL(lp.columns[c], cases[c].lp);
        CU_ASSERT_STRING_EQUAL(mps.columns[c], cases[c].mps);
        CU_ASSERT_EQUAL(lp.old_columns[c] != NULL, strncmp(cases[c].lp, "column", 6) == 0);
    }
    struct text text;
    text_init(&text, arena);
    program_names_explain(&text, &lp, program, "\\ ");
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "\\ column10 is P4(camera)\n"));
    CU_ASSERT_PTR_NULL(strstr(text.data, "column1 "));
    arena_free(arena);
}

void test_program_names_register(void)
{
    static const struct unit_test tests[] = {
        {"names become legal and unique, and stay the same where they can", names_become_legal},
    };
    suite_register("program_names", tests, sizeof tests / sizeof tests[0]);
}
