/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_JSON_STREAM_H
#define FINOPT_IO_JSON_STREAM_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Cuts a large document of the form
 *
 *   { "format": ..., ..., "nodes": [ ELEMENT, ELEMENT, ... ] }
 *   |--------- head ------------|  |------|  |------|
 *
 * into its head and its elements, each to be parsed by itself, so that a document larger than memory would
 * allow at once can be read. It knows brackets and strings and nothing else: what is between them is
 * judged by json_parse(). The array must be the last member.
 */
struct json_stream {
    const char *bytes; /* [length] */
    size_t length;
    size_t head_length; /* up to and with the opening bracket */
    size_t at;
    bool is_first;
};

/* Finds the array; false if there is none: the bytes are then no such document, json_parse() may say why. */
bool json_stream_begin(struct json_stream *stream, const char *bytes, size_t length, const char *key);

enum json_stream_step {
    JSON_STREAM_ELEMENT, /* *offset and *size say where it is; it may be anything, even empty */
    JSON_STREAM_END,     /* of the document, which is complete */
    JSON_STREAM_FAULT    /* *offset and *message say what is wrong */
};

enum json_stream_step json_stream_next(struct json_stream *stream, size_t *offset, size_t *size,
                                       const char **message);

#endif
