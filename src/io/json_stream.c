/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where does each element of a long array begin and end? Strings are skipped, brackets are counted. */
#include "io/json_stream.h"

#include <string.h>

static void skip_space(struct json_stream *stream)
{
    while (stream->at < stream->length && strchr(" \t\r\n", stream->bytes[stream->at]) != NULL &&
           stream->bytes[stream->at] != '\0') {
        stream->at++;
    }
}

/* Is `byte` next? If so, moves on. */
static bool take(struct json_stream *stream, char byte)
{
    skip_space(stream);
    if (stream->at < stream->length && stream->bytes[stream->at] == byte) {
        stream->at++;
        return true;
    }
    return false;
}

/* Moves behind the string that begins here. */
static void skip_string(struct json_stream *stream)
{
    for (stream->at++; stream->at < stream->length && stream->bytes[stream->at] != '"'; stream->at++) {
        if (stream->bytes[stream->at] == '\\' && stream->at + 1 < stream->length) {
            stream->at++;
        }
    }
    if (stream->at < stream->length) {
        stream->at++;
    }
}

/* Moves behind the array or object that begins here, or to the comma or bracket that ends another value. */
static void skip_value(struct json_stream *stream)
{
    size_t depth = 0;
    while (stream->at < stream->length) {
        const char byte = stream->bytes[stream->at];
        if (byte == '"') {
            skip_string(stream);
            continue;
        }
        if (depth == 0 && (byte == ',' || byte == ']' || byte == '}')) {
            return;
        }
        stream->at++;
        if (byte == '[' || byte == '{') {
            depth++;
        } else if ((byte == ']' || byte == '}') && --depth == 0) {
            return;
        }
    }
}

bool json_stream_begin(struct json_stream *stream, const char *bytes, size_t length, const char *key)
{
    const size_t key_length = strlen(key);
    *stream = (struct json_stream){.bytes = bytes, .length = length, .is_first = true};
    if (!take(stream, '{')) {
        return false;
    }
    do {
        skip_space(stream);
        const size_t begin = stream->at + 1;
        if (stream->at >= length || bytes[stream->at] != '"') {
            return false;
        }
        skip_string(stream);
        const size_t end = stream->at - 1;
        if (!take(stream, ':')) {
            return false;
        }
        if (end == begin + key_length && memcmp(bytes + begin, key, key_length) == 0 && take(stream, '[')) {
            stream->head_length = stream->at;
            return true;
        }
        skip_value(stream);
    } while (take(stream, ','));
    return false;
}

static enum json_stream_step finish(struct json_stream *stream, size_t *offset, const char **message)
{
    const bool is_closed = take(stream, '}');
    skip_space(stream);
    *offset = stream->at;
    if (is_closed && stream->at == stream->length) {
        return JSON_STREAM_END;
    }
    *message = is_closed ? "expected the end of the file" : "expected `}` after the last list of the file";
    return JSON_STREAM_FAULT;
}

enum json_stream_step json_stream_next(struct json_stream *stream, size_t *offset, size_t *size,
                                       const char **message)
{
    const bool is_first = stream->is_first;
    stream->is_first = false;
    if (take(stream, ']')) {
        return finish(stream, offset, message);
    }
    if (!is_first && !take(stream, ',')) {
        *offset = stream->at;
        *message = "expected `,` or `]`";
        return JSON_STREAM_FAULT;
    }
    skip_space(stream);
    *offset = stream->at;
    skip_value(stream);
    *size = stream->at - *offset;
    while (*size > 0 && strchr(" \t\r\n", stream->bytes[*offset + *size - 1]) != NULL) {
        --*size;
    }
    return JSON_STREAM_ELEMENT;
}
