/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is JSON written so that it reads back as what was meant? Separators follow from a stack of open arrays
 * and objects. A pretty array is first written one element a line; when it closes, holds scalars only and is
 * short, its line breaks are taken out again (no string holds a raw line break, so they are all separators).
 */
#include "io/json_writer.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "io/utf8.h"

/* An array is put on one line if it ends before this column. */
enum { LINE_COLUMNS = 100 };

void json_writer_init(struct json_writer *writer, struct text *text, enum json_style style)
{
    *writer = (struct json_writer){.text = text, .style = style};
}

static void break_line(struct json_writer *writer)
{
    if (writer->style == JSON_PRETTY) {
        text_add(writer->text, "\n");
        for (size_t i = 0; i < writer->depth; i++) {
            text_add(writer->text, "  ");
        }
    }
}

/* The comma and the line break before an element or a key. */
static void separate(struct json_writer *writer)
{
    if (writer->levels[writer->depth - 1].has_children) {
        text_add(writer->text, ",");
    }
    writer->levels[writer->depth - 1].has_children = true;
    break_line(writer);
}

/* What stands before a value. */
static void begin_value(struct json_writer *writer)
{
    if (writer->has_key) {
        writer->has_key = false;
        return;
    }
    if (writer->depth > 0) {
        BUG_IF(writer->levels[writer->depth - 1].is_object);
        separate(writer);
    }
}

static void begin_container(struct json_writer *writer, bool is_object)
{
    BUG_IF(writer->depth == JSON_WRITER_DEPTH);
    begin_value(writer);
    if (writer->depth > 0) {
        writer->levels[writer->depth - 1].has_containers = true;
    }
    writer->levels[writer->depth].is_object = is_object;
    writer->levels[writer->depth].has_children = false;
    writer->levels[writer->depth].has_containers = false;
    writer->levels[writer->depth].begin = writer->text->length;
    writer->depth++;
    text_add(writer->text, is_object ? "{" : "[");
}

/* Takes the line breaks and indentation out of the array that began at `begin` and has just closed. */
static void join_lines(struct text *text, size_t begin)
{
    size_t to = begin;
    for (size_t from = begin; from < text->length; from++) {
        if (text->data[from] != '\n') {
            text->data[to++] = text->data[from];
            continue;
        }
        while (text->data[from + 1] == ' ') {
            from++;
        }
        if (text->data[to - 1] == ',') {
            text->data[to++] = ' ';
        }
    }
    text->data[to] = '\0';
    text->length = to;
}

static size_t column_of(const struct text *text, size_t at)
{
    size_t column = 0;
    while (column < at && text->data[at - column - 1] != '\n') {
        column++;
    }
    return column;
}

static void end_container(struct json_writer *writer, bool is_object)
{
    BUG_IF(writer->depth == 0 || writer->has_key || writer->levels[writer->depth - 1].is_object != is_object);
    writer->depth--;
    const size_t begin = writer->levels[writer->depth].begin;
    const bool is_flat = !is_object && !writer->levels[writer->depth].has_containers;
    if (writer->levels[writer->depth].has_children) {
        break_line(writer);
    }
    text_add(writer->text, is_object ? "}" : "]");
    if (is_flat && writer->style == JSON_PRETTY) {
        /* Each line break goes with its indentation; what stays is one space after a comma. */
        const size_t indent = 2 * (writer->depth + 1);
        const size_t length = writer->text->length - begin;
        size_t breaks = 0;
        for (size_t i = begin; i < writer->text->length; i++) {
            breaks += writer->text->data[i] == '\n';
        }
        if (column_of(writer->text, begin) + length <= LINE_COLUMNS + breaks * indent) {
            join_lines(writer->text, begin);
        }
    }
}

void json_write_begin_object(struct json_writer *writer)
{
    begin_container(writer, true);
}

void json_write_end_object(struct json_writer *writer)
{
    end_container(writer, true);
}

void json_write_begin_array(struct json_writer *writer)
{
    begin_container(writer, false);
}

void json_write_end_array(struct json_writer *writer)
{
    end_container(writer, false);
}

static void put_string(struct text *text, const char *string)
{
    const size_t length = strlen(string);
    text_add(text, "\"");
    for (size_t i = 0; i < length;) {
        uint32_t code = 0;
        const size_t size = utf8_decode(&code, string + i, length - i);
        const char *const letters = "\"\\\b\f\n\r\t";
        const char *special = size == 1 ? strchr(letters, string[i]) : NULL;
        if (special != NULL) {
            text_addf(text, "\\%c", "\"\\bfnrt"[special - letters]);
        } else if (size == 0) {
            text_add(text, "\xEF\xBF\xBD");
        } else if (code < 0x20 || code == 0x7F) {
            text_addf(text, "\\u%04x", (unsigned)code);
        } else {
            text_add_bytes(text, string + i, size);
        }
        i += size > 0 ? size : 1;
    }
    text_add(text, "\"");
}

void json_write_key(struct json_writer *writer, const char *key)
{
    BUG_IF(writer->depth == 0 || writer->has_key || !writer->levels[writer->depth - 1].is_object);
    separate(writer);
    put_string(writer->text, key);
    text_add(writer->text, writer->style == JSON_PRETTY ? ": " : ":");
    writer->has_key = true;
}

void json_write_raw(struct json_writer *writer, const char *json)
{
    begin_value(writer);
    text_add(writer->text, json);
}

void json_write_string(struct json_writer *writer, const char *string)
{
    begin_value(writer);
    if (string == NULL) {
        text_add(writer->text, "null");
    } else {
        put_string(writer->text, string);
    }
}

void json_write_int64(struct json_writer *writer, int64_t number)
{
    begin_value(writer);
    text_addf(writer->text, "%" PRId64, number);
}

void json_write_double(struct json_writer *writer, double number)
{
    if (!isfinite(number)) {
        json_write_null(writer);
        return;
    }
    char digits[40];
    int precision = 15;
    do {
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        precision++;
    } while (precision <= 17 && memcmp(&(double){strtod(digits, NULL)}, &number, sizeof number) != 0);
    for (char *digit = digits; *digit != '\0'; digit++) {
        if (strchr("0123456789+-e", *digit) == NULL) {
            *digit = '.'; /* whatever the locale takes for a decimal point */
        }
    }
    json_write_raw(writer, digits);
}

void json_write_bool(struct json_writer *writer, bool answer)
{
    json_write_raw(writer, answer ? "true" : "false");
}

void json_write_null(struct json_writer *writer)
{
    json_write_raw(writer, "null");
}

void json_write_string_member(struct json_writer *writer, const char *key, const char *string)
{
    json_write_key(writer, key);
    json_write_string(writer, string);
}

void json_write_int64_member(struct json_writer *writer, const char *key, bool is_there, int64_t value)
{
    json_write_key(writer, key);
    if (is_there) {
        json_write_int64(writer, value);
    } else {
        json_write_null(writer);
    }
}

void json_write_double_member(struct json_writer *writer, const char *key, bool is_there, double value)
{
    json_write_key(writer, key);
    if (is_there) {
        json_write_double(writer, value);
    } else {
        json_write_null(writer);
    }
}
