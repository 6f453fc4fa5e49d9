/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does one line of the event stream say? A recursive-descent reader of the small part of JSON that the
 * writer uses. It never looks past `end`, never nests deeper than a list, and gives up at the first byte
 * that the writer would not have written.
 */
#include "report/event_line.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct cursor {
    const char *at;
    const char *end;
    struct arena *arena;
};

static bool accept(struct cursor *cursor, const char *literal)
{
    const size_t length = strlen(literal);
    if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, literal, length) != 0) {
        return false;
    }
    cursor->at += length;
    return true;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte of `\uXXXX`; the writer escapes only control characters so. */
static bool parse_control(char *byte, struct cursor *cursor)
{
    if (cursor->end - cursor->at < 4 || memcmp(cursor->at, "00", 2) != 0) {
        return false;
    }
    const int high = hex_value(cursor->at[2]);
    const int low = hex_value(cursor->at[3]);
    if (high < 0 || low < 0 || high > 7 || high * 16 + low == 0) {
        return false;
    }
    *byte = (char)(high * 16 + low);
    cursor->at += 4;
    return true;
}

static bool parse_escape(char *byte, struct cursor *cursor)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char bytes[] = "\"\\/\b\f\n\r\t";
    if (cursor->at == cursor->end) {
        return false;
    }
    const char letter = *cursor->at++;
    if (letter == 'u') {
        return parse_control(byte, cursor);
    }
    const char *found = letter != '\0' ? strchr(letters, letter) : NULL;
    if (found == NULL) {
        return false;
    }
    *byte = bytes[found - letters];
    return true;
}

static bool parse_string(const char **string, struct cursor *cursor)
{
    if (!accept(cursor, "\"")) {
        return false;
    }
    const char *close = cursor->at;
    while (close < cursor->end && *close != '"') {
        close += *close == '\\' && close + 1 < cursor->end ? 2 : 1;
    }
    if (close >= cursor->end) {
        return false;
    }
    char *copy = arena_alloc(cursor->arena, (size_t)(close - cursor->at) + 1, 1);
    size_t length = 0;
    while (cursor->at < close) {
        char byte = *cursor->at++;
        if ((unsigned char)byte < 0x20 || (byte == '\\' && !parse_escape(&byte, cursor))) {
            return false;
        }
        copy[length++] = byte;
    }
    cursor->at = close + 1;
    *string = copy;
    return true;
}

static bool parse_strings(struct event_field *field, struct cursor *cursor)
{
    size_t capacity = 8;
    field->kind = EVENT_STRINGS;
    field->strings = ARENA_ARRAY(cursor->arena, const char *, capacity);
    if (accept(cursor, "]")) {
        return true;
    }
    do {
        if (field->string_count == capacity) {
            const char **more = ARENA_ARRAY(cursor->arena, const char *, 2 * capacity);
            memcpy(more, field->strings, capacity * sizeof *more);
            field->strings = more;
            capacity *= 2;
        }
        if (!parse_string(&field->strings[field->string_count], cursor)) {
            return false;
        }
        field->string_count++;
        accept(cursor, " ");
    } while (accept(cursor, ",") && (accept(cursor, " ") || true));
    return accept(cursor, "]");
}

static bool parse_value(struct event_field *field, struct cursor *cursor)
{
    if (cursor->at == cursor->end) {
        return false;
    }
    if (*cursor->at == '"') {
        field->kind = EVENT_STRING;
        return parse_string(&field->string, cursor);
    }
    if (accept(cursor, "[")) {
        return parse_strings(field, cursor);
    }
    if (accept(cursor, "null")) {
        field->kind = EVENT_NULL;
        return true;
    }
    field->boolean = accept(cursor, "true");
    if (field->boolean || accept(cursor, "false")) {
        field->kind = EVENT_BOOLEAN;
        return true;
    }
    const char *from = cursor->at;
    while (cursor->at < cursor->end && *cursor->at != '\0' &&
           strchr("0123456789+-.eE", *cursor->at) != NULL) {
        cursor->at++;
    }
    field->kind = EVENT_NUMBER;
    field->string = arena_strndup(cursor->arena, from, (size_t)(cursor->at - from));
    return cursor->at > from;
}

bool event_line_parse(struct event_line *line, struct arena *arena, const char *bytes, size_t length)
{
    struct cursor cursor = {.at = bytes, .end = bytes + length, .arena = arena};
    *line = (struct event_line){.field_count = 0};
    if (!accept(&cursor, "{")) {
        return false;
    }
    do {
        accept(&cursor, " ");
        if (line->field_count == EVENT_FIELD_LIMIT) {
            return false;
        }
        struct event_field *field = &line->fields[line->field_count++];
        if (!parse_string(&field->key, &cursor) || !accept(&cursor, ":")) {
            return false;
        }
        accept(&cursor, " ");
        if (!parse_value(field, &cursor)) {
            return false;
        }
        accept(&cursor, " ");
    } while (accept(&cursor, ","));
    return accept(&cursor, "}") && cursor.at == cursor.end;
}

static const struct event_field *find(const struct event_line *line, const char *key,
                                      enum event_value_kind kind)
{
    for (size_t i = 0; i < line->field_count; i++) {
        if (strcmp(line->fields[i].key, key) == 0 && line->fields[i].kind == kind) {
            return &line->fields[i];
        }
    }
    return NULL;
}

bool event_line_string(const char **value, const struct event_line *line, const char *key)
{
    const struct event_field *field = find(line, key, EVENT_STRING);
    if (field == NULL) {
        return false;
    }
    *value = field->string;
    return true;
}

bool event_line_integer(int64_t *value, const struct event_line *line, const char *key)
{
    const struct event_field *field = find(line, key, EVENT_NUMBER);
    if (field == NULL) {
        return false;
    }
    char *end = NULL;
    errno = 0;
    const long long number = strtoll(field->string, &end, 10);
    if (errno != 0 || end == field->string || *end != '\0') {
        return false;
    }
    *value = number;
    return true;
}

bool event_line_double(double *value, const struct event_line *line, const char *key)
{
    const struct event_field *field = find(line, key, EVENT_NUMBER);
    if (field == NULL) {
        return false;
    }
    char *end = NULL;
    const double number = strtod(field->string, &end);
    if (end == field->string || *end != '\0' || !isfinite(number)) {
        return false;
    }
    *value = number;
    return true;
}

bool event_line_boolean(bool *value, const struct event_line *line, const char *key)
{
    const struct event_field *field = find(line, key, EVENT_BOOLEAN);
    if (field == NULL) {
        return false;
    }
    *value = field->boolean;
    return true;
}

bool event_line_strings(const char ***values, size_t *count, const struct event_line *line, const char *key)
{
    const struct event_field *field = find(line, key, EVENT_STRINGS);
    if (field == NULL) {
        return false;
    }
    *values = field->strings;
    *count = field->string_count;
    return true;
}
