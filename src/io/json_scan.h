/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_JSON_SCAN_H
#define FINOPT_IO_JSON_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;

/*
 * The scan of a JSON text: what stands where. Items are in document order, so the subtree of item i is
 * items i .. end-1 and its first child is i + 1:
 *
 *   {"a": [1, 2], "b": 3}      0 object, end 5, count 2
 *                              1   "a" array, parent 0, end 4, count 2
 *                              2     number   3     number
 *                              4   "b" number, parent 0, end 5
 *
 * Invariant: when a scan exists, the text is strict RFC 8259 in UTF-8, within the limits below.
 */
enum {
    JSON_BYTE_LIMIT = 16 * 1024 * 1024, /* size of a text */
    JSON_VALUE_LIMIT = 1 << 20,         /* values in a text */
    JSON_DEPTH_LIMIT = 32,              /* arrays and objects inside each other */
    JSON_NUMBER_LIMIT = 63              /* characters of a number, which is what cJSON can take */
};

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

#define JSON_NO_ITEM UINT32_MAX

struct json_item {
    enum json_kind kind;
    uint32_t begin; /* bytes of the value's text, quotes and brackets included */
    uint32_t length;
    uint32_t key_begin; /* the same of its key, quotes included; length 0 outside an object */
    uint32_t key_length;
    uint32_t parent;         /* JSON_NO_ITEM for the root */
    uint32_t end;            /* first item behind the subtree: the next sibling, if there is one */
    uint32_t count;          /* children */
    uint32_t first_same_key; /* an earlier member of the same object with this key, or JSON_NO_ITEM */
};

struct json_scan {
    const char *bytes; /* the caller's */
    size_t length;
    struct json_item *items; /* [item_count], items[0] is the root */
    size_t item_count;
};

/* The first thing that is not JSON: the bytes it concerns, and why. */
struct json_fault {
    size_t offset;
    size_t length;
    char message[160];
};

/*
 * Scans `length` bytes (no NUL needed behind them), which must live as long as the scan. STATUS_INPUT with a
 * `fault` unless they are one JSON value and white space: grammar and number grammar, UTF-8 without a byte
 * order mark, no NUL even escaped, paired surrogates, numbers below 1e308, the limits above. Duplicate keys
 * are no fault: they are marked in `first_same_key` (compared after unescaping). O(length log keys).
 */
enum status json_scan_parse(struct json_scan *scan, struct arena *arena, const char *bytes, size_t length,
                            struct json_fault *fault);

/*
 * Unescapes a string of a scanned text: `length` bytes at `from`, quotes included. Returns the bytes written
 * to `to`, at most length - 2; no NUL is added.
 */
size_t json_unescape(char *to, const char *from, size_t length);

#endif
