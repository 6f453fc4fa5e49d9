/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a page become text, Markdown or JSON? One pass over its blocks for each. */
#include "report/document.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "io/json_writer.h"

enum { PAGE_WIDTH = 100 };

void document_init(struct document *document, struct arena *arena, const char *title)
{
    *document = (struct document){.arena = arena, .title = title};
}

static struct document_block *add_block(struct document *document, enum document_block_kind kind)
{
    struct document_block *block = ARENA_NEW(document->arena, struct document_block);
    block->kind = kind;
    if (document->last != NULL) {
        document->last->next = block;
    } else {
        document->first = block;
    }
    document->last = block;
    return block;
}

void document_add_heading(struct document *document, const char *heading)
{
    add_block(document, DOCUMENT_HEADING)->string = heading;
}

void document_add_paragraph(struct document *document, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_block(document, DOCUMENT_PARAGRAPH)->string = arena_vprintf(document->arena, format, arguments);
    va_end(arguments);
}

struct text_table *document_add_table(struct document *document, const char *const *columns,
                                      size_t column_count)
{
    struct text_table *table = &add_block(document, DOCUMENT_TABLE)->table;
    enum text_alignment *alignments = ARENA_ARRAY(document->arena, enum text_alignment, column_count);
    BUG_IF(column_count > DOCUMENT_COLUMN_LIMIT);
    text_table_init(table, document->arena, alignments, column_count);
    struct text_cell *header = text_table_add_row(table);
    for (size_t c = 0; c < column_count; c++) {
        const bool is_right = columns[c][0] == '>';
        alignments[c] = is_right ? ALIGN_RIGHT : ALIGN_LEFT;
        header[c] = (struct text_cell){.string = columns[c] + is_right, .style = STYLE_DIM};
    }
    return table;
}

struct text *document_add_lines(struct document *document)
{
    struct document_block *block = add_block(document, DOCUMENT_LINES);
    text_init(&block->lines, document->arena);
    return &block->lines;
}

/* --- text --- */

static void write_wrapped(struct text *text, const char *string)
{
    size_t column = 0;
    for (const char *word = string; *word != '\0';) {
        const size_t length = strcspn(word, " ");
        const char *copy = arena_strndup(text->arena, word, length);
        const size_t width = utf8_length(copy);
        if (column > 0 && column + 1 + width > PAGE_WIDTH) {
            text_add(text, "\n");
            column = 0;
        }
        text_addf(text, "%s%s", column > 0 ? " " : "", copy);
        column += width + (column > 0);
        word += length;
        word += strspn(word, " ");
    }
    text_add(text, "\n");
}

static void write_indented(struct text *text, const char *lines)
{
    for (const char *line = lines; *line != '\0';) {
        const size_t length = strcspn(line, "\n");
        text_add(text, "  ");
        text_add_bytes(text, line, length);
        text_add(text, "\n");
        line += length + (line[length] == '\n');
    }
}

void document_write_text(struct text *text, const struct document *document, bool colour)
{
    text_add_styled(text, document->title, STYLE_BOLD, colour);
    text_add(text, "\n");
    for (const struct document_block *block = document->first; block != NULL; block = block->next) {
        text_add(text, "\n");
        switch (block->kind) {
        case DOCUMENT_HEADING:
            text_add_styled(text, block->string, STYLE_BOLD, colour);
            text_add(text, "\n");
            for (size_t i = utf8_length(block->string); i > 0; i--) {
                text_add(text, "-");
            }
            text_add(text, "\n");
            break;
        case DOCUMENT_PARAGRAPH:
            write_wrapped(text, block->string);
            break;
        case DOCUMENT_TABLE:
            text_table_write(text, &block->table, 2, colour);
            break;
        case DOCUMENT_LINES:
            write_indented(text, block->lines.data);
            break;
        }
    }
}

/* --- Markdown --- */

static void add_escaped(struct text *text, const char *string)
{
    for (const char *c = string; *c != '\0'; c++) {
        text_addf(text, strchr("\\`*_{}[]<>#|", *c) != NULL ? "\\%c" : "%c", *c);
    }
}

static void write_markdown_table(struct text *text, const struct text_table *table)
{
    for (const struct text_row *row = table->first; row != NULL; row = row->next) {
        text_add(text, "|");
        for (size_t c = 0; c < table->column_count; c++) {
            text_add(text, " ");
            add_escaped(text, row->cells[c].string != NULL ? row->cells[c].string : "");
            text_add(text, " |");
        }
        text_add(text, "\n");
        if (row == table->first) {
            text_add(text, "|");
            for (size_t c = 0; c < table->column_count; c++) {
                text_add(text, table->alignments[c] == ALIGN_RIGHT ? " ---: |" : " --- |");
            }
            text_add(text, "\n");
        }
    }
}

void document_write_markdown(struct text *text, const struct document *document)
{
    text_add(text, "# ");
    add_escaped(text, document->title);
    text_add(text, "\n");
    for (const struct document_block *block = document->first; block != NULL; block = block->next) {
        text_add(text, "\n");
        switch (block->kind) {
        case DOCUMENT_HEADING:
            text_add(text, "## ");
            add_escaped(text, block->string);
            text_add(text, "\n");
            break;
        case DOCUMENT_PARAGRAPH:
            add_escaped(text, block->string);
            text_add(text, "\n");
            break;
        case DOCUMENT_TABLE:
            write_markdown_table(text, &block->table);
            break;
        case DOCUMENT_LINES:
            text_addf(text, "```\n%s```\n", block->lines.data);
            break;
        }
    }
}

/* --- JSON --- */

static void write_row(struct json_writer *json, const struct text_table *table, const struct text_row *row)
{
    json_write_begin_array(json);
    for (size_t c = 0; c < table->column_count; c++) {
        json_write_string(json, row->cells[c].string != NULL ? row->cells[c].string : "");
    }
    json_write_end_array(json);
}

static void write_json_table(struct json_writer *json, const struct text_table *table)
{
    json_write_begin_object(json);
    json_write_key(json, "columns");
    write_row(json, table, table->first);
    json_write_key(json, "rows");
    json_write_begin_array(json);
    for (const struct text_row *row = table->first->next; row != NULL; row = row->next) {
        write_row(json, table, row);
    }
    json_write_end_array(json);
    json_write_end_object(json);
}

static void write_json_lines(struct json_writer *json, struct arena *arena, const char *lines)
{
    json_write_begin_array(json);
    for (const char *line = lines; *line != '\0';) {
        const size_t length = strcspn(line, "\n");
        json_write_string(json, arena_strndup(arena, line, length));
        line += length + (line[length] == '\n');
    }
    json_write_end_array(json);
}

static void write_json_block(struct json_writer *json, struct arena *arena,
                             const struct document_block *block)
{
    json_write_begin_object(json);
    switch (block->kind) {
    case DOCUMENT_HEADING:
        BUG_IF(true);
        break;
    case DOCUMENT_PARAGRAPH:
        json_write_key(json, "paragraph");
        json_write_string(json, block->string);
        break;
    case DOCUMENT_TABLE:
        json_write_key(json, "table");
        write_json_table(json, &block->table);
        break;
    case DOCUMENT_LINES:
        json_write_key(json, "lines");
        write_json_lines(json, arena, block->lines.data);
        break;
    }
    json_write_end_object(json);
}

void document_write_json(struct json_writer *json, const struct document *document)
{
    json_write_begin_array(json);
    for (const struct document_block *block = document->first; block != NULL;) {
        json_write_begin_object(json);
        json_write_key(json, "title");
        json_write_string(json, block->kind == DOCUMENT_HEADING ? block->string : document->title);
        block = block->kind == DOCUMENT_HEADING ? block->next : block;
        json_write_key(json, "content");
        json_write_begin_array(json);
        for (; block != NULL && block->kind != DOCUMENT_HEADING; block = block->next) {
            write_json_block(json, document->arena, block);
        }
        json_write_end_array(json);
        json_write_end_object(json);
    }
    json_write_end_array(json);
}
