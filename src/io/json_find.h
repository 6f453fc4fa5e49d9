/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_JSON_FIND_H
#define FINOPT_IO_JSON_FIND_H

#include <stddef.h>

struct json_scan;

/*
 * The item at a path such as `nodes[1].power_w`, or at the longest beginning of the path that is in the text;
 * `*matched` is how many characters of the path that is (0: only the root).
 */
size_t json_scan_find(size_t *matched, const struct json_scan *scan, const char *path);

/* Line and column, both from 1, of a byte; columns count bytes. */
void json_scan_locate(size_t *line, size_t *column, const char *bytes, size_t offset);

#endif
