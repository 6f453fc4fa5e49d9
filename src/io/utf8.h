/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_UTF8_H
#define FINOPT_IO_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Decodes the character at `bytes`, of which `length` (>= 1) may be read: returns how many bytes it takes
 * and sets `*code`, or returns 0 for what is not UTF-8 (stray or missing continuation bytes, overlong forms,
 * surrogates, above U+10FFFF). The well-formed sequences are those of table 3-7 of the Unicode standard.
 */
size_t utf8_decode(uint32_t *code, const char *bytes, size_t length);

/* Encodes a code point that is no surrogate into `bytes` (room for 4); returns how many were written. */
size_t utf8_encode(char *bytes, uint32_t code);

/*
 * May a terminal take this character as a command or reorder the line by it? C0, DEL, C1, line and paragraph
 * separators, and the bidirectional controls.
 */
bool utf8_is_control(uint32_t code);

/* Columns a terminal gives to the character: 0, 1 or 2 (an approximation that needs no locale). */
size_t utf8_width(uint32_t code);

#endif
