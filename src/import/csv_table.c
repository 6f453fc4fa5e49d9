/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What are the cells of this text? One pass, a line at a time; cells are appended to an array that doubles.
 * The number of columns is the header's, and every row must have it.
 */
#include "import/csv_table.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "io/diagnostic.h"

struct csv_reader {
    struct arena *arena;
    struct diagnostics *diagnostics;
    const char *bytes;
    size_t length;
    size_t at;
    struct csv_table *table;
    size_t cell_count;
    size_t capacity;
};

static void add_cell(struct csv_reader *reader, struct csv_cell cell)
{
    reader->table->cells = ARENA_GROW(reader->arena, struct csv_cell, reader->table->cells,
                                      reader->cell_count, &reader->capacity);
    reader->table->cells[reader->cell_count++] = cell;
}

/* The cell in quotes that begins at reader->at; false with a diagnostic if it is not closed on its line. */
static bool read_quoted(struct csv_reader *reader, struct csv_cell *cell, size_t end)
{
    char *text = ARENA_ARRAY(reader->arena, char, end - reader->at + 1);
    size_t length = 0;
    size_t at = reader->at + 1;
    for (; at < end; at++) {
        if (reader->bytes[at] == '"' && at + 1 < end && reader->bytes[at + 1] == '"') {
            at++;
        } else if (reader->bytes[at] == '"') {
            break;
        }
        text[length++] = reader->bytes[at];
    }
    if (at >= end || (at + 1 < end && reader->bytes[at + 1] != ',')) {
        diagnostics_add(reader->diagnostics, reader->at, 1, "",
                        "a cell that begins with a quote must end with one on the same line");
        return false;
    }
    *cell = (struct csv_cell){.text = text, .offset = reader->at, .length = at + 1 - reader->at};
    reader->at = at + 1;
    return true;
}

/* The cells of the line that ends before byte `end`; their number, or 0 with a diagnostic. */
static size_t read_line(struct csv_reader *reader, size_t end)
{
    for (size_t count = 1;; count++) {
        struct csv_cell cell;
        if (reader->at < end && reader->bytes[reader->at] == '"') {
            if (!read_quoted(reader, &cell, end)) {
                return 0;
            }
        } else {
            size_t at = reader->at;
            while (at < end && reader->bytes[at] != ',') {
                if (reader->bytes[at] == '"' || reader->bytes[at] == '\0') {
                    diagnostics_add(reader->diagnostics, at, 1, "",
                                    "must not stand within a cell that does not begin with a quote");
                    return 0;
                }
                at++;
            }
            cell = (struct csv_cell){
                .text = arena_strndup(reader->arena, reader->bytes + reader->at, at - reader->at),
                .offset = reader->at,
                .length = at - reader->at};
            reader->at = at;
        }
        add_cell(reader, cell);
        if (reader->at == end) {
            return count;
        }
        reader->at++; /* the comma */
    }
}

enum status csv_table_parse(struct csv_table *table, struct arena *arena, struct diagnostics *diagnostics,
                            const char *bytes, size_t length)
{
    struct csv_reader reader = {
        .arena = arena, .diagnostics = diagnostics, .bytes = bytes, .length = length, .table = table};
    const size_t before = diagnostics_total(diagnostics);
    *table = (struct csv_table){.cells = NULL};
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        reader.at = 3; /* the byte order mark that spreadsheets write */
    }
    while (reader.at < length) {
        const char *line_break = memchr(bytes + reader.at, '\n', length - reader.at);
        const size_t next = line_break != NULL ? (size_t)(line_break - bytes) + 1 : length;
        size_t end = line_break != NULL ? next - 1 : length;
        end -= end > reader.at && bytes[end - 1] == '\r';
        const size_t begin = reader.at;
        if (begin < end && bytes[begin] != '#') {
            const size_t count = read_line(&reader, end);
            if (count == 0) {
                return STATUS_INPUT;
            }
            if (table->row_count == 0) {
                table->column_count = count;
            } else if (count != table->column_count) {
                diagnostics_add(
                    diagnostics, begin, end - begin, "",
                    arena_printf(arena, "%zu cells, but the header has %zu", count, table->column_count));
                return STATUS_INPUT;
            }
            table->row_count++;
        }
        reader.at = next;
    }
    if (table->row_count == 0) {
        diagnostics_add_file(diagnostics, "no header: the first line must name the columns");
    }
    return diagnostics_total(diagnostics) > before ? STATUS_INPUT : STATUS_OK;
}
