/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_TEXT_TABLE_H
#define FINOPT_REPORT_TEXT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct text;

/*
 * A table of aligned columns for a terminal.
 *
 *   instance      optimum     gap   verdict      cells: one string per column, padded to the widest
 *   camera      85.603 mJ     0 %   agree
 *     a line of text under its row               lines: free text, not part of any column
 *
 * Widths count characters, not bytes; colour never counts. Nothing is ever cut.
 */
enum text_style { STYLE_PLAIN, STYLE_BOLD, STYLE_GOOD, STYLE_WARNING, STYLE_BAD, STYLE_DIM };

enum text_alignment { ALIGN_LEFT, ALIGN_RIGHT };

struct text_cell {
    const char *string; /* NULL: empty */
    enum text_style style;
};

struct text_row {
    struct text_cell *cells; /* [column_count]; NULL: a line */
    const char *line;
    enum text_style line_style;
    struct text_row *next;
};

struct text_table {
    struct arena *arena;
    const enum text_alignment *alignments; /* [column_count] */
    size_t column_count;
    struct text_row *first;
    struct text_row *last;
};

/* An empty table; rows are allocated in `arena`, strings are not copied. */
void text_table_init(struct text_table *table, struct arena *arena, const enum text_alignment *alignments,
                     size_t column_count);

/* A new row of empty cells, to be filled by the caller. */
struct text_cell *text_table_add_row(struct text_table *table);

/* A line of text between the rows. */
void text_table_add_line(struct text_table *table, const char *line, enum text_style style);

/* Writes the table, two spaces between columns, each line indented by `indent`; escapes only with `colour`.
 */
void text_table_write(struct text *text, const struct text_table *table, size_t indent, bool colour);

/* Adds `string` in that style. */
void text_add_styled(struct text *text, const char *string, enum text_style style, bool colour);

#endif
