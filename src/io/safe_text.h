/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_SAFE_TEXT_H
#define FINOPT_IO_SAFE_TEXT_H

struct arena;
struct text;

/*
 * Names of files and what came out of them may hold anything. Adds `string` so that a terminal takes no byte
 * of it as a command and no line is broken or reordered: control characters and what is not UTF-8 are
 * shown as `\xNN` or `\u{NNNN}`.
 */
void text_add_safe(struct text *text, const char *string);

/* The same as a string in `arena`; the string itself if it is harmless. */
const char *safe_words(struct arena *arena, const char *string);

#endif
