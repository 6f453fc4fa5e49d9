/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_DOCUMENT_H
#define FINOPT_REPORT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "report/text_table.h"

struct arena;

/*
 * A page to be read: headings, paragraphs, tables, and lines that are shown as they stand. Whoever fills it
 * does not know whether it becomes text for a terminal, Markdown or JSON. All strings live in the document's
 * arena or longer; names out of files must be harmless (io/safe_text.h).
 */
enum document_block_kind { DOCUMENT_HEADING, DOCUMENT_PARAGRAPH, DOCUMENT_TABLE, DOCUMENT_LINES };

struct document_block {
    enum document_block_kind kind;
    const char *string;      /* heading, paragraph */
    struct text_table table; /* its first row is the header */
    struct text lines;       /* each ended by a line break */
    struct document_block *next;
};

struct document {
    struct arena *arena;
    const char *title;
    struct document_block *first;
    struct document_block *last;
};

void document_init(struct document *document, struct arena *arena, const char *title);

void document_add_heading(struct document *document, const char *heading);
void document_add_paragraph(struct document *document, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A table with these column names, `name` left- and `>name` right-aligned; at most DOCUMENT_COLUMN_LIMIT. */
enum { DOCUMENT_COLUMN_LIMIT = 32 };
struct text_table *document_add_table(struct document *document, const char *const *columns,
                                      size_t column_count);

/* Text to which lines are added. */
struct text *document_add_lines(struct document *document);

/* For a terminal: paragraphs wrapped at 100 columns, headings bold with `colour`. */
void document_write_text(struct text *text, const struct document *document, bool colour);

/* GitHub's Markdown; what it could take for markup in paragraphs and cells is escaped. */
void document_write_markdown(struct text *text, const struct document *document);

/* "sections" of a JSON object that is open: [{"title", "content": [{"paragraph"} | {"table"} | {"lines"}]}].
 */
struct json_writer;
void document_write_json(struct json_writer *json, const struct document *document);

#endif
