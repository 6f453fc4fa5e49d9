/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where in the text is the value with this path? Step by step from the root; a step that is not there ends
 * the walk, so that a message about a value with a default still points at the object it belongs to. Ids may
 * hold dots, so among the members whose key the path continues with, the longest key wins.
 */
#include "io/json_find.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "io/json_scan.h"

/* Length of the key of `item` if `path` starts with it and goes on with '.', '[' or its end; else 0. */
static size_t match_key(const struct json_scan *scan, uint32_t item, const char *path)
{
    enum { LONGEST = 256 };
    char key[LONGEST];
    if (scan->items[item].key_length > LONGEST) {
        return 0;
    }
    const size_t length =
        json_unescape(key, scan->bytes + scan->items[item].key_begin, scan->items[item].key_length);
    const bool is_match = length > 0 && strncmp(path, key, length) == 0 &&
                          (path[length] == '\0' || path[length] == '.' || path[length] == '[');
    return is_match ? length : 0;
}

/* The child that the next step of the path names, JSON_NO_ITEM if there is none; `*length` of the step. */
static uint32_t find_step(size_t *length, const struct json_scan *scan, uint32_t item, const char *path)
{
    const struct json_item *items = scan->items;
    uint32_t best = JSON_NO_ITEM;
    *length = 0;
    if (items[item].kind == JSON_ARRAY && path[0] == '[' && path[1] >= '0' && path[1] <= '9') {
        char *end = NULL;
        unsigned long index = strtoul(path + 1, &end, 10);
        uint32_t child = item + 1;
        while (child < items[item].end && index > 0) {
            child = items[child].end;
            index--;
        }
        if (*end == ']' && child < items[item].end) {
            *length = (size_t)(end + 1 - path);
            best = child;
        }
    } else if (items[item].kind == JSON_OBJECT) {
        const size_t dot = path[0] == '.';
        for (uint32_t child = item + 1; child < items[item].end; child = items[child].end) {
            const size_t matched = match_key(scan, child, path + dot);
            if (matched > 0 && matched + dot > *length) {
                *length = matched + dot;
                best = child;
            }
        }
    }
    return best;
}

size_t json_scan_find(size_t *matched, const struct json_scan *scan, const char *path)
{
    uint32_t item = 0;
    *matched = 0;
    while (path[*matched] != '\0') {
        size_t length = 0;
        const uint32_t child = find_step(&length, scan, item, path + *matched);
        if (child == JSON_NO_ITEM) {
            break;
        }
        item = child;
        *matched += length;
    }
    return item;
}

void json_scan_locate(size_t *line, size_t *column, const char *bytes, size_t offset)
{
    *line = 1;
    const char *start = bytes;
    const char *const end = bytes + offset;
    const char *newline = offset > 0 ? memchr(start, '\n', offset) : NULL;
    while (newline != NULL) {
        (*line)++;
        start = newline + 1;
        newline = start < end ? memchr(start, '\n', (size_t)(end - start)) : NULL;
    }
    *column = (size_t)(end - start) + 1;
}
