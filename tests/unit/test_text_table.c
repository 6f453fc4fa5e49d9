/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do columns line up, whatever stands in them? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/text_table.h"
#include "suites.h"

static const enum text_alignment alignments[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_LEFT};

static void fill(struct text_table *table, struct arena *arena)
{
    text_table_init(table, arena, alignments, 3);
    struct text_cell *cells = text_table_add_row(table);
    cells[0].string = "name";
    cells[1].string = "value";
    cells[2].string = "verdict";
    cells = text_table_add_row(table);
    cells[0].string = "a";
    cells[1].string = "3.7 µJ";
    cells[2] = (struct text_cell){"agree", STYLE_GOOD};
    text_table_add_line(table, "a line that is longer than every column together", STYLE_PLAIN);
    cells = text_table_add_row(table);
    cells[0].string = "only the first";
}

static void columns_line_up_and_no_line_ends_in_blanks(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text_table table;
    struct text text;
    fill(&table, arena);
    text_init(&text, arena);
    text_table_write(&text, &table, 1, false);
    CU_ASSERT_STRING_EQUAL(text.data, " name             value  verdict\n"
                                      " a               3.7 µJ  agree\n"
                                      " a line that is longer than every column together\n"
                                      " only the first\n");
    arena_free(arena);
}

static void colour_does_not_move_a_column(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text_table table;
    struct text text;
    fill(&table, arena);
    text_init(&text, arena);
    text_table_write(&text, &table, 1, true);
    CU_ASSERT_STRING_EQUAL(text.data, " name             value  verdict\n"
                                      " a               3.7 µJ  \x1b[32magree\x1b[0m\n"
                                      " a line that is longer than every column together\n"
                                      " only the first\n");
    arena_free(arena);
}

static void an_empty_cell_in_the_middle_keeps_its_place(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text_table table;
    struct text text;
    text_table_init(&table, arena, alignments, 3);
    struct text_cell *cells = text_table_add_row(&table);
    cells[0].string = "a";
    cells[1].string = "12";
    cells[2].string = "x";
    cells = text_table_add_row(&table);
    cells[0].string = "b";
    cells[2].string = "y";
    text_init(&text, arena);
    text_table_write(&text, &table, 0, false);
    CU_ASSERT_STRING_EQUAL(text.data, "a  12  x\nb      y\n");
    arena_free(arena);
}

void test_text_table_register(void)
{
    static const struct unit_test tests[] = {
        {"columns line up and no line ends in blanks", columns_line_up_and_no_line_ends_in_blanks},
        {"colour does not move a column", colour_does_not_move_a_column},
        {"an empty cell in the middle keeps its place", an_empty_cell_in_the_middle_keeps_its_place},
    };
    suite_register("text_table", tests, sizeof tests / sizeof tests[0]);
}
