/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is output assembled? In one growing piece, so that it is written whole or not at all. */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

void text_init(struct text *text, struct arena *arena)
{
    text->arena = arena;
    text->capacity = 128;
    text->length = 0;
    text->data = arena_alloc(arena, text->capacity, 1);
}

static void reserve(struct text *text, size_t more)
{
    if (text->capacity - text->length > more) {
        return;
    }
    size_t capacity = text->capacity * 2;
    if (capacity < text->length + more + 1) {
        capacity = text->length + more + 1;
    }
    char *data = arena_alloc(text->arena, capacity, 1);
    memcpy(data, text->data, text->length);
    text->data = data;
    text->capacity = capacity;
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
    reserve(text, length);
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void text_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void text_addf(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length > 0) {
        reserve(text, (size_t)length);
        vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
        text->length += (size_t)length;
    }
    va_end(arguments);
}

size_t utf8_length(const char *string)
{
    size_t length = 0;
    for (const char *byte = string; *byte != '\0'; byte++) {
        length += ((unsigned char)*byte & 0xC0U) != 0x80U;
    }
    return length;
}

void text_pad_to(struct text *text, size_t column)
{
    const char *line = text->data;
    for (size_t i = text->length; i > 0; i--) {
        if (text->data[i - 1] == '\n') {
            line = text->data + i;
            break;
        }
    }
    for (size_t at = utf8_length(line); at < column; at++) {
        text_add_bytes(text, " ", 1);
    }
}

size_t edit_distance(const char *a, const char *b, size_t limit)
{
    enum { LONGEST = 64 };
    const size_t a_length = strlen(a);
    const size_t b_length = strlen(b);
    if (a_length > LONGEST || b_length > LONGEST) {
        return limit + 1;
    }
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= b_length; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            const size_t substitute = diagonal + (a[i - 1] != b[j - 1]);
            const size_t shorter = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = substitute < shorter ? substitute : shorter;
        }
    }
    return row[b_length] <= limit ? row[b_length] : limit + 1;
}
