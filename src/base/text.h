/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASE_TEXT_H
#define FINOPT_BASE_TEXT_H

#include <stddef.h>

struct arena;

/*
 * Text that grows, in an arena. Invariant: `data` is NUL-terminated, data[length] == '\0', so it can be
 * read as a C string at any time. Bytes may include NUL only through text_add_bytes().
 */
struct text {
    struct arena *arena;
    char *data;
    size_t length;
    size_t capacity;
};

/* Empty text that takes its memory from `arena`; there is nothing to release. */
void text_init(struct text *text, struct arena *arena);

void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_addf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Pads with spaces until `column` characters stand since the last line break (UTF-8 is counted by character).
 */
void text_pad_to(struct text *text, size_t column);

/* Characters (not bytes) of a UTF-8 string. */
size_t utf8_length(const char *string);

/* How many single-character edits turn a into b; at most `limit` + 1 is returned. For "did you mean". */
size_t edit_distance(const char *a, const char *b, size_t limit);

#endif
