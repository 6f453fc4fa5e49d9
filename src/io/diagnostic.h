/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_DIAGNOSTIC_H
#define FINOPT_IO_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "io/json_scan.h"

struct arena;
struct text;

/* How many diagnostics of a file are kept; the rest is counted. */
enum { DIAGNOSTIC_LIMIT = 20 };

/* One thing that is wrong with a file. */
struct diagnostic {
    bool has_place;      /* false: it concerns the whole file; offset .. length are then 0 */
    size_t offset;       /* byte of the text */
    size_t line;         /* from 1 */
    size_t column;       /* in bytes, from 1 */
    size_t length;       /* bytes to underline, >= 1 */
    const char *path;    /* `nodes[1].power_w`; empty: none */
    const char *message; /* what is wrong, what was expected */
};

/*
 * What is wrong with one file: the first DIAGNOSTIC_LIMIT diagnostics by place, in that order whatever the
 * order they were added in. Invariant: items are sorted by offset, those without a place first; equal
 * offsets stay in the order of adding.
 */
struct diagnostics {
    struct arena *arena;
    const char *file;  /* as printed; "<stdin>" for "-" */
    const char *bytes; /* [byte_count] the text; NULL until it has been read */
    size_t byte_count;
    size_t lines_before; /* the text is a part of a file and so many lines stand before it; for messages that
                            name another line */
    const struct json_scan *scan; /* NULL until the text has been scanned */
    struct diagnostic items[DIAGNOSTIC_LIMIT];
    size_t count;   /* items that are kept */
    size_t dropped; /* diagnostics that are not kept */
};

/*
 * No diagnostics yet. Messages are stored in `arena`; `file` and later the text and its scan are shared and
 * must live as long as the diagnostics.
 */
void diagnostics_init(struct diagnostics *diagnostics, struct arena *arena, const char *file);

/* Would a diagnostic at this byte be kept? Asked before a message is made that costs something. */
bool diagnostics_is_wanted(const struct diagnostics *diagnostics, size_t offset);

/* All of them, the dropped ones included. */
size_t diagnostics_total(const struct diagnostics *diagnostics);

/* Adds one at `length` bytes from `offset` of the text; `path` and `message` are shared. */
void diagnostics_add(struct diagnostics *diagnostics, size_t offset, size_t length, const char *path,
                     const char *message);

/* Adds one for the whole file. */
void diagnostics_add_file(struct diagnostics *diagnostics, const char *message);

/*
 * Adds a failure that arose later, such as an overflow in quantize(). Its path is looked up in the text; if
 * it is not there (the value has a default), the longest beginning of it that is gives the place.
 */
void diagnostics_add_error(struct diagnostics *diagnostics, const struct error *error);

/*
 * Appends all of them as compilers print them:
 *
 *   net.json:5:17: error: nodes[1].power_w: must be >= 0, got -2
 *        5 |      "power_w": -2}
 *          |                 ^~
 *
 * Nothing but printable characters reaches the text, whatever the file holds: control characters are
 * shown as \xNN or \u{NNNN} in messages and as a middle dot in source lines, which are cut round the caret.
 */
void diagnostics_write(struct text *text, const struct diagnostics *diagnostics);

enum diagnostic_style { DIAGNOSTIC_PLAIN, DIAGNOSTIC_COLOURED };

/* The same, with the colours compilers use. */
void diagnostics_write_styled(struct text *text, const struct diagnostics *diagnostics,
                              enum diagnostic_style style);

#endif
