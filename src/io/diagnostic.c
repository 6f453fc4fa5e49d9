/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is a faulty file explained? Diagnostics are kept sorted by place while they arrive, so that the first
 * twenty survive whatever the order of checking, and are printed with the source line and a caret.
 *
 * Everything that came out of the file passes text_add_safe() or the cells of a source line, so that no escape
 * sequence and no character that reorders a line reaches a terminal.
 */
#include "io/diagnostic.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/json_find.h"
#include "io/safe_text.h"
#include "io/utf8.h"

/* A source line is cut to this many columns; so many of them stand before the caret if the line is long. */
enum { LINE_COLUMNS = 100, COLUMNS_BEFORE = 50, TAB_COLUMNS = 8 };

void diagnostics_init(struct diagnostics *diagnostics, struct arena *arena, const char *file)
{
    *diagnostics = (struct diagnostics){.arena = arena, .file = strcmp(file, "-") == 0 ? "<stdin>" : file};
}

bool diagnostics_is_wanted(const struct diagnostics *diagnostics, size_t offset)
{
    const size_t count = diagnostics->count;
    return count < DIAGNOSTIC_LIMIT || offset < diagnostics->items[count - 1].offset;
}

size_t diagnostics_total(const struct diagnostics *diagnostics)
{
    return diagnostics->count + diagnostics->dropped;
}

/* Keeps `item` at its place in the order, and drops the last one when there are too many. */
static void insert(struct diagnostics *diagnostics, struct diagnostic item)
{
    if (!diagnostics_is_wanted(diagnostics, item.offset)) {
        diagnostics->dropped++;
        return;
    }
    if (diagnostics->count == DIAGNOSTIC_LIMIT) {
        diagnostics->dropped++;
        diagnostics->count--;
    }
    size_t at = diagnostics->count++;
    while (at > 0 && (diagnostics->items[at - 1].offset > item.offset ||
                      (diagnostics->items[at - 1].has_place && !item.has_place))) {
        diagnostics->items[at] = diagnostics->items[at - 1];
        at--;
    }
    diagnostics->items[at] = item;
}

void diagnostics_add(struct diagnostics *diagnostics, size_t offset, size_t length, const char *path,
                     const char *message)
{
    struct diagnostic item = {.has_place = true,
                              .offset = offset,
                              .length = length > 0 ? length : 1,
                              .path = path,
                              .message = message};
    if (diagnostics_is_wanted(diagnostics, offset)) {
        json_scan_locate(&item.line, &item.column, diagnostics->bytes, offset);
    }
    insert(diagnostics, item);
}

void diagnostics_add_file(struct diagnostics *diagnostics, const char *message)
{
    insert(diagnostics, (struct diagnostic){.path = "", .message = message});
}

void diagnostics_add_error(struct diagnostics *diagnostics, const struct error *error)
{
    const char *path = arena_strdup(diagnostics->arena, error->path);
    const char *message = arena_strdup(diagnostics->arena, error->message);
    size_t matched = 0;
    const struct json_item *item = NULL;
    if (diagnostics->scan != NULL) {
        item = &diagnostics->scan->items[json_scan_find(&matched, diagnostics->scan, path)];
    }
    if (matched == 0) {
        insert(diagnostics, (struct diagnostic){.path = path, .message = message});
        return;
    }
    const bool is_scalar = item->kind != JSON_ARRAY && item->kind != JSON_OBJECT;
    diagnostics_add(diagnostics, item->begin, is_scalar ? item->length : 1, path, message);
}

/* One character of a source line as it is shown: bytes [begin, begin + size) at display columns [left,
 * right). */
struct cell {
    size_t begin;
    size_t size;
    size_t left;
    size_t right;
    const char *shown; /* instead of the bytes; NULL: the bytes themselves */
};

/* The cell at byte `at`, which starts at column `left`. */
static struct cell cell_at(const char *line, size_t length, size_t at, size_t left)
{
    static const char spaces[] = "        ";
    struct cell cell = {.begin = at, .left = left, .shown = NULL};
    uint32_t code = 0;
    cell.size = utf8_decode(&code, line + at, length - at);
    if (code == '\t' && cell.size == 1) {
        const size_t width = TAB_COLUMNS - left % TAB_COLUMNS;
        cell.right = left + width;
        cell.shown = spaces + (TAB_COLUMNS - width);
    } else if (cell.size == 0 || utf8_is_control(code)) {
        cell.size = cell.size > 0 ? cell.size : 1;
        cell.right = left + 1;
        cell.shown = "\xC2\xB7";
    } else {
        cell.right = left + utf8_width(code);
    }
    return cell;
}

/* The stretch of bytes to show: all of a short line, else LINE_COLUMNS round the caret. */
struct window {
    size_t begin;
    size_t end;
    bool is_cut_left;
    bool is_cut_right;
};

static struct window choose_window(const char *line, size_t length, size_t caret)
{
    struct window window = {.begin = 0, .end = length};
    if (length <= LINE_COLUMNS) {
        return window;
    }
    if (caret > COLUMNS_BEFORE) {
        const size_t last = length - LINE_COLUMNS;
        window.begin = caret - COLUMNS_BEFORE < last ? caret - COLUMNS_BEFORE : last;
        while (window.begin > 0 && window.begin < length &&
               ((unsigned char)line[window.begin] & 0xC0U) == 0x80U) {
            window.begin--;
        }
    }
    size_t columns = 0;
    size_t at = window.begin;
    while (at < length && columns < LINE_COLUMNS) {
        const struct cell cell = cell_at(line, length, at, columns);
        columns = cell.right;
        at += cell.size;
    }
    window.end = at;
    window.is_cut_left = window.begin > 0;
    window.is_cut_right = window.end < length;
    return window;
}

static void put_source(struct text *text, const struct diagnostics *diagnostics,
                       const struct diagnostic *item, enum diagnostic_style style)
{
    const char *line = diagnostics->bytes + (item->offset - (item->column - 1));
    const size_t rest = diagnostics->byte_count - (item->offset - (item->column - 1));
    const char *newline = rest > 0 ? memchr(line, '\n', rest) : NULL;
    size_t length = newline != NULL ? (size_t)(newline - line) : rest;
    if (length > 0 && line[length - 1] == '\r') {
        length--;
    }
    const size_t caret = item->column - 1;
    const struct window window = choose_window(line, length, caret);

    text_addf(text, "%6zu | %s", item->line, window.is_cut_left ? "..." : "");
    size_t columns = 0;
    size_t caret_left = 0;
    size_t span_right = 0;
    for (size_t at = window.begin; at < window.end;) {
        const struct cell cell = cell_at(line, length, at, columns);
        if (cell.shown != NULL) {
            text_add(text, cell.shown);
        } else {
            text_add_bytes(text, line + cell.begin, cell.size);
        }
        if (cell.begin + cell.size <= caret) {
            caret_left = cell.right;
        }
        if (cell.begin < caret + item->length) {
            span_right = cell.right;
        }
        columns = cell.right;
        at += cell.size;
    }
    text_add(text, window.is_cut_right ? "...\n" : "\n");

    size_t gutter = 6;
    for (size_t number = item->line / 1000000; number > 0; number /= 10) {
        gutter++;
    }
    text_addf(text, "%*s | %*s%s^", (int)gutter, "", (int)(caret_left + (window.is_cut_left ? 3 : 0)), "",
              style == DIAGNOSTIC_COLOURED ? "\033[1;32m" : "");
    for (size_t column = caret_left + 1; column < span_right; column++) {
        text_add(text, "~");
    }
    text_add(text, style == DIAGNOSTIC_COLOURED ? "\033[0m\n" : "\n");
}

void diagnostics_write_styled(struct text *text, const struct diagnostics *diagnostics,
                              enum diagnostic_style style)
{
    const bool is_coloured = style == DIAGNOSTIC_COLOURED;
    const char *bold = is_coloured ? "\033[1m" : "";
    const char *red = is_coloured ? "\033[1;31m" : "";
    const char *plain = is_coloured ? "\033[0m" : "";
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct diagnostic *item = &diagnostics->items[i];
        text_add(text, bold);
        text_add_safe(text, diagnostics->file);
        if (item->has_place) {
            text_addf(text, ":%zu:%zu", item->line, item->column);
        }
        text_addf(text, ": %s%serror: %s", plain, red, plain);
        if (item->path[0] != '\0') {
            text_add_safe(text, item->path);
            text_add(text, ": ");
        }
        text_add_safe(text, item->message);
        text_add(text, "\n");
        if (item->has_place) {
            put_source(text, diagnostics, item, style);
        }
    }
    if (diagnostics->dropped > 0) {
        text_add_safe(text, diagnostics->file);
        text_addf(text, ": error: and %zu more; the first %d are shown\n", diagnostics->dropped,
                  DIAGNOSTIC_LIMIT);
    }
}

void diagnostics_write(struct text *text, const struct diagnostics *diagnostics)
{
    diagnostics_write_styled(text, diagnostics, DIAGNOSTIC_PLAIN);
}
