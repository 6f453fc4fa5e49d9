/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_JSON_WRITER_H
#define FINOPT_IO_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text;

/*
 * Writes one JSON value into a text:
 *
 *   struct json_writer writer;
 *   json_writer_init(&writer, &text, JSON_PRETTY);
 *   json_write_begin_object(&writer);
 *   json_write_key(&writer, "nodes");
 *   json_write_begin_array(&writer);
 *   json_write_string(&writer, "device");
 *   json_write_end_array(&writer);
 *   json_write_end_object(&writer);        ->  {
 *                                                "nodes": ["device"]
 *                                              }
 *
 * Invariant: whatever is written is strict JSON in UTF-8, at most JSON_WRITER_DEPTH deep; a call out of order
 * (a value without a key in an object, an end without a begin) is a bug and aborts. No line break is added at
 * the end.
 */
enum json_style {
    JSON_COMPACT, /* one line, no spaces */
    JSON_PRETTY   /* two spaces a level; arrays of scalars that fit stand on one line */
};

enum { JSON_WRITER_DEPTH = 32 };

struct json_writer {
    struct text *text;
    enum json_style style;
    size_t depth;
    bool has_key; /* a key has been written and waits for its value */
    struct {
        bool is_object;
        bool has_children;
        bool has_containers; /* a child is an array or an object */
        size_t begin;        /* of the opening bracket in the text */
    } levels[JSON_WRITER_DEPTH];
};

void json_writer_init(struct json_writer *writer, struct text *text, enum json_style style);

void json_write_begin_object(struct json_writer *writer);
void json_write_end_object(struct json_writer *writer);
void json_write_begin_array(struct json_writer *writer);
void json_write_end_array(struct json_writer *writer);
void json_write_key(struct json_writer *writer, const char *key);

/* NULL becomes null; what is not UTF-8 becomes U+FFFD. */
void json_write_string(struct json_writer *writer, const char *string);
void json_write_int64(struct json_writer *writer, int64_t number);

/* The shortest of %.15g, %.16g, %.17g that reads back as the same double; null for what is not finite. */
void json_write_double(struct json_writer *writer, double number);
void json_write_bool(struct json_writer *writer, bool answer);
void json_write_null(struct json_writer *writer);

/* A key with its value; null for a number that is not there. */
void json_write_string_member(struct json_writer *writer, const char *key, const char *string);
void json_write_int64_member(struct json_writer *writer, const char *key, bool is_there, int64_t value);
void json_write_double_member(struct json_writer *writer, const char *key, bool is_there, double value);

/* Text that is a JSON scalar already. */
void json_write_raw(struct json_writer *writer, const char *json);

#endif
