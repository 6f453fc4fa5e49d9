/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_JSON_READER_H
#define FINOPT_IO_JSON_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "io/json_scan.h"

struct arena;
struct diagnostics;

/*
 * Typed access to a JSON text that knows where every value stands. Whatever is not as wanted becomes a
 * diagnostic with path, line and column; reading goes on, so that one run reports many mistakes.
 *
 * The document is a copy in the arena: nothing needs to be closed, and a failure of the arena at any time
 * leaks nothing. Values are handles, passed by value; a value that is not there is one of JSON_NO_ITEM, on
 * which only json_is_missing() may be asked.
 */
struct json_document;

struct json_value {
    const struct json_document *document;
    uint32_t item;
};

/*
 * Parses `length` bytes, which must live as long as the document and the diagnostics. STATUS_INPUT: they are
 * not strict JSON (see json_scan.h) or memory ran out in the parser; there is a diagnostic. About 130 bytes
 * of memory per value while parsing, 60 afterwards.
 */
enum status json_parse(struct json_value *root, struct arena *arena, struct diagnostics *diagnostics,
                       const char *bytes, size_t length);

bool json_is_missing(struct json_value value);
enum json_kind json_kind(struct json_value value);

/* Elements or members. */
size_t json_count(struct json_value value);

/* The first child, and the next sibling; missing at the end. A member repeats if its key does. */
struct json_value json_first(struct json_value value);
struct json_value json_next(struct json_value value);

/* The member's key, unescaped; NULL for what is no member. */
const char *json_key(struct json_value value);

/* The (first) member with that key, missing if there is none; no diagnostic. O(members). */
struct json_value json_member(struct json_value object, const char *key);

/* The same, but a diagnostic if there is none. */
struct json_value json_required_member(struct json_value object, const char *key);

/*
 * Is it an object? If not, a diagnostic. Every member that repeats a key or (if `keys` is not NULL) has a key
 * that is not in the NULL-terminated list is a diagnostic too, with the key that was probably meant.
 */
bool json_check_object(struct json_value value, const char *const *keys);

/* low <= x <= high, or low < x if `is_above`. No range reaches beyond JSON_MAGNITUDE_LIMIT. */
struct json_range {
    double low;
    double high;
    bool is_above;
};

/*
 * Largest magnitude of a number that is read as a double, and smallest one where a positive number is wanted:
 * with them, no product or quotient of three such quantities leaves the range of a double.
 */
#define JSON_MAGNITUDE_LIMIT 1e18
#define JSON_POSITIVE_LIMIT  1e-30

extern const struct json_range json_not_negative; /* 0 <= x */
extern const struct json_range json_positive;     /* 0 < x */
extern const struct json_range json_fraction;     /* 0 <= x <= 1 */
extern const struct json_range json_share;        /* 0 < x <= 1 */

/*
 * These return true and set the output if the value has the type and the range; else they add a diagnostic,
 * return false and leave the output.
 */
bool json_read_number(double *number, struct json_value value, const struct json_range *range);

/* Exact up to int64_t, read from the digits, not from a double; 1e9 and 2.50e1 are integers. */
bool json_read_integer(int64_t *number, struct json_value value, int64_t low, int64_t high);

bool json_read_bool(bool *answer, struct json_value value);

/* What a string may be. */
enum json_text {
    JSON_TEXT_ANY,
    JSON_TEXT_FILLED, /* not empty */
    JSON_TEXT_LABEL,  /* 1 to 200 bytes without control characters */
    JSON_TEXT_ID      /* 1 to 64 of letters, digits, '.', '_', '-' */
};

bool json_read_string(const char **string, struct json_value value, enum json_text kind);

/* One of a NULL-terminated list of words; sets its index. */
bool json_read_choice(size_t *choice, struct json_value value, const char *const *words);

/*
 * The member with that key. A missing one is a diagnostic and false if JSON_REQUIRED; if JSON_OPTIONAL, true,
 * and the output keeps the default it came with.
 */
enum json_presence { JSON_REQUIRED, JSON_OPTIONAL };

bool json_member_number(double *number, struct json_value object, const char *key,
                        enum json_presence presence, const struct json_range *range);
bool json_member_integer(int64_t *number, struct json_value object, const char *key,
                         enum json_presence presence);
bool json_member_bool(bool *answer, struct json_value object, const char *key, enum json_presence presence);
bool json_member_string(const char **string, struct json_value object, const char *key,
                        enum json_presence presence, enum json_text kind);
bool json_member_choice(size_t *choice, struct json_value object, const char *key,
                        enum json_presence presence, const char *const *words);

/* The member that is an array, which may or may not be empty; missing is as above, `list` is then a missing
 * value. */
enum json_list { JSON_LIST_ANY, JSON_LIST_FILLED };

bool json_member_list(struct json_value *list, struct json_value object, const char *key,
                      enum json_presence presence, enum json_list kind);

/* Is it an array, and filled if it must be? If not, a diagnostic. */
bool json_check_list(struct json_value value, enum json_list kind);

/* Adds a diagnostic at the value, or at its key. */
void json_report(struct json_value value, const char *format, ...) __attribute__((format(printf, 2, 3)));
void json_report_key(struct json_value value, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Would json_report() be kept? Asked before a message that is dear to make. */
bool json_report_is_wanted(struct json_value value);

/* Where messages about this document are made. */
struct arena *json_arena(struct json_value value);

/* Line of the value's text, from 1. */
size_t json_line(struct json_value value);

/* The value in a few words, for messages: `-2`, `"abc"`, `an array`. */
const char *json_describe(struct json_value value);

/* "1.7.15": the parser's version. */
const char *json_reader_version(void);

#endif
