/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How do columns line up? Widths are taken over all rows first, then every row is written once. */
#include "report/text_table.h"

#include "base/arena.h"
#include "base/text.h"

void text_table_init(struct text_table *table, struct arena *arena, const enum text_alignment *alignments,
                     size_t column_count)
{
    *table = (struct text_table){.arena = arena, .alignments = alignments, .column_count = column_count};
}

static struct text_row *add_row(struct text_table *table)
{
    struct text_row *row = ARENA_NEW(table->arena, struct text_row);
    if (table->last != NULL) {
        table->last->next = row;
    } else {
        table->first = row;
    }
    table->last = row;
    return row;
}

struct text_cell *text_table_add_row(struct text_table *table)
{
    struct text_row *row = add_row(table);
    row->cells = ARENA_ARRAY(table->arena, struct text_cell, table->column_count);
    return row->cells;
}

void text_table_add_line(struct text_table *table, const char *line, enum text_style style)
{
    struct text_row *row = add_row(table);
    row->line = line;
    row->line_style = style;
}

void text_add_styled(struct text *text, const char *string, enum text_style style, bool colour)
{
    static const char *const escapes[] = {"", "\x1b[1m", "\x1b[32m", "\x1b[33m", "\x1b[31m", "\x1b[2m"};
    if (!colour || style == STYLE_PLAIN) {
        text_add(text, string);
        return;
    }
    text_add(text, escapes[style]);
    text_add(text, string);
    text_add(text, "\x1b[0m");
}

static void add_spaces(struct text *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_add(text, " ");
    }
}

static void write_row(struct text *text, const struct text_table *table, const struct text_row *row,
                      const size_t *widths, bool colour)
{
    size_t owed = 0; /* spaces that are written only if something follows: no trailing blanks */
    for (size_t c = 0; c < table->column_count; c++) {
        const struct text_cell *cell = &row->cells[c];
        const char *string = cell->string != NULL ? cell->string : "";
        const size_t padding = widths[c] - utf8_length(string);
        owed += table->alignments[c] == ALIGN_RIGHT ? padding : 0;
        if (string[0] != '\0') {
            add_spaces(text, owed);
            owed = 0;
            text_add_styled(text, string, cell->style, colour);
        }
        owed += (table->alignments[c] == ALIGN_LEFT ? padding : 0) + 2;
    }
}

void text_table_write(struct text *text, const struct text_table *table, size_t indent, bool colour)
{
    size_t *widths = ARENA_ARRAY(table->arena, size_t, table->column_count);
    for (const struct text_row *row = table->first; row != NULL; row = row->next) {
        for (size_t c = 0; row->cells != NULL && c < table->column_count; c++) {
            const size_t width = row->cells[c].string != NULL ? utf8_length(row->cells[c].string) : 0;
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    for (const struct text_row *row = table->first; row != NULL; row = row->next) {
        add_spaces(text, indent);
        if (row->cells != NULL) {
            write_row(text, table, row, widths, colour);
        } else {
            text_add_styled(text, row->line, row->line_style, colour);
        }
        text_add(text, "\n");
    }
}
