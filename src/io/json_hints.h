/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_JSON_HINTS_H
#define FINOPT_IO_JSON_HINTS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Longest id and longest label, in bytes. */
enum { JSON_ID_LENGTH = 64, JSON_LABEL_LENGTH = 200 };

/* 1 to JSON_ID_LENGTH of letters, digits, '.', '_', '-'? */
bool json_text_is_id(const char *text);

/* 1 to JSON_LABEL_LENGTH bytes without control characters? */
bool json_text_is_label(const char *text);

/* The string, or its beginning and "..." if it is long; in `arena`. */
const char *json_cut_string(struct arena *arena, const char *string);

/* The word nearest to `word`, at most two edits away (one for words of up to three letters; case does not
 * count), or NULL. */
const char *json_nearest_word(const char *word, const char *const *words, size_t count);

/*
 * The key of the NULL-terminated list that `key` was probably meant to be: the nearest one, else what the
 * nearest of the usual other names of these quantities (bandwidth, deadline, ...) stands for; NULL if there
 * is none.
 */
const char *json_key_hint(const char *key, const char *const *keys);

/* `; did you mean "device"?`, or "" if no word is near. */
const char *json_did_you_mean(struct arena *arena, const char *word, const char *const *words, size_t count);

/* `"a", "b" or "c"`. */
const char *json_word_list(struct arena *arena, const char *const *words, size_t count);

#endif
