/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_EVENT_LINE_H
#define FINOPT_REPORT_EVENT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/*
 * One line of the event stream, read back: a flat JSON object whose values are strings, numbers, true,
 * false, null or lists of strings. The reader takes what report/record_stream.c writes and nothing else; the
 * bytes come from a process that may have died in the middle of them, so it trusts none.
 */
enum event_value_kind { EVENT_NULL, EVENT_BOOLEAN, EVENT_NUMBER, EVENT_STRING, EVENT_STRINGS };

struct event_field {
    const char *key;
    enum event_value_kind kind;
    const char *string; /* of a string; the digits of a number */
    bool boolean;
    const char **strings; /* [string_count] */
    size_t string_count;
};

enum { EVENT_FIELD_LIMIT = 24 };

struct event_line {
    struct event_field fields[EVENT_FIELD_LIMIT];
    size_t field_count;
};

/* Reads one line without its line break; false if it is anything but a complete object. In `arena`. */
bool event_line_parse(struct event_line *line, struct arena *arena, const char *bytes, size_t length);

/*
 * The value of a key: false, output untouched, if it is absent, null or of another kind. Integers and
 * doubles must be whole: `12x` is none.
 */
bool event_line_string(const char **value, const struct event_line *line, const char *key);
bool event_line_integer(int64_t *value, const struct event_line *line, const char *key);
bool event_line_double(double *value, const struct event_line *line, const char *key);
bool event_line_boolean(bool *value, const struct event_line *line, const char *key);
bool event_line_strings(const char ***values, size_t *count, const struct event_line *line, const char *key);

#endif
