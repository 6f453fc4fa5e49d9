/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_CSV_TABLE_H
#define FINOPT_IMPORT_CSV_TABLE_H

#include <stddef.h>

#include "base/error.h"

struct arena;
struct diagnostics;

/* A cell: its text without quotes, and where it stands. */
struct csv_cell {
    const char *text;
    size_t offset;
    size_t length; /* in the file */
};

/* A header and rows of as many cells. Row 0 is the header. */
struct csv_table {
    struct csv_cell *cells; /* [row_count * column_count] */
    size_t row_count;
    size_t column_count;
};

/*
 * Reads comma-separated values as in RFC 4180: lines end with LF or CRLF, a cell in quotes may hold commas
 * and doubled quotes, but no line break. Blanks belong to cells. Empty lines and lines that begin with `#`
 * are passed over. STATUS_INPUT with diagnostics: a row with another number of cells than the header, a stray
 * quote, a NUL byte, no header. `bytes` are those of the diagnostics, a NUL after them. O(length).
 */
enum status csv_table_parse(struct csv_table *table, struct arena *arena, struct diagnostics *diagnostics,
                            const char *bytes, size_t length);

#endif
