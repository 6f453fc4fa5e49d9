/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does one page say the same as text, Markdown and JSON? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "io/json_writer.h"
#include "report/document.h"
#include "suites.h"

static void fill(struct document *document, struct arena *arena)
{
    static const char *const columns[] = {"name", ">count"};
    document_init(document, arena, "a_b");
    document_add_heading(document, "First");
    document_add_paragraph(document, "%s", "x < y | z");
    struct text_table *table = document_add_table(document, columns, 2);
    struct text_cell *cells = text_table_add_row(table);
    cells[0].string = "a|b";
    cells[1].string = "12";
    text_add(document_add_lines(document), "one\n  two\n");
}

static void text_is_laid_out_for_a_terminal(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct document document;
    struct text text;
    fill(&document, arena);
    text_init(&text, arena);
    document_write_text(&text, &document, false);
    CU_ASSERT_STRING_EQUAL(
        text.data, "a_b\n\nFirst\n-----\n\nx < y | z\n\n  name  count\n  a|b      12\n\n  one\n    two\n");
    arena_free(arena);
}

static void long_paragraphs_are_wrapped_at_words(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct document document;
    struct text text;
    struct text words;
    text_init(&words, arena);
    for (int i = 0; i < 60; i++) {
        text_add(&words, "\xc2\xb5watts ");
    }
    document_init(&document, arena, "t");
    document_add_paragraph(&document, "%s", words.data);
    text_init(&text, arena);
    document_write_text(&text, &document, false);
    for (const char *line = text.data; *line != '\0'; line += strcspn(line, "\n") + 1) {
        CU_ASSERT_TRUE(utf8_length(arena_strndup(arena, line, strcspn(line, "\n"))) <= 100);
    }
    arena_free(arena);
}

static void markdown_takes_nothing_for_markup(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct document document;
    struct text text;
    fill(&document, arena);
    text_init(&text, arena);
    document_write_markdown(&text, &document);
    CU_ASSERT_STRING_EQUAL(text.data,
                           "# a\\_b\n\n## First\n\nx \\< y \\| z\n\n| name | count |\n| --- | ---: |\n"
                           "| a\\|b | 12 |\n\n```\none\n  two\n```\n");
    arena_free(arena);
}

static void json_has_the_sections(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct document document;
    struct text text;
    struct json_writer json;
    fill(&document, arena);
    text_init(&text, arena);
    json_writer_init(&json, &text, JSON_COMPACT);
    document_write_json(&json, &document);
    CU_ASSERT_STRING_EQUAL(
        text.data,
        "[{\"title\":\"First\",\"content\":[{\"paragraph\":\"x < y | z\"},{\"table\":{\"columns\":["
        "\"name\",\"count\"],\"rows\":[[\"a|b\",\"12\"]]}},{\"lines\":[\"one\",\"  two\"]}]}]");
    arena_free(arena);
}

void test_document_register(void)
{
    static const struct unit_test tests[] = {
        {"text is laid out for a terminal", text_is_laid_out_for_a_terminal},
        {"long paragraphs are wrapped at words", long_paragraphs_are_wrapped_at_words},
        {"Markdown takes nothing for markup", markdown_takes_nothing_for_markup},
        {"JSON has the sections", json_has_the_sections},
    };
    suite_register("document", tests, sizeof tests / sizeof tests[0]);
}
