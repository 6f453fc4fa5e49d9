/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_INSTANCE_JSON_H
#define FINOPT_IO_INSTANCE_JSON_H

#include <stddef.h>

#include "base/error.h"

struct arena;
struct diagnostics;
struct instance;

/*
 * Most cells of the tables an instance holds (fractions: configurations x exits; allowed nodes: lists x
 * nodes): a small file cannot ask for much memory. An instance beyond it has more cost cells than quantize()
 * takes.
 */
#define INSTANCE_CELL_LIMIT ((size_t)1 << 23)

/*
 * Reads an instance ("finopt-instance-1") into `arena`, with all that model/instance.h promises. Strings are
 * in the arena too. Numbers read as doubles are at most 1e18 in magnitude and, where they must be positive,
 * at least 1e-30; integers reach up to int64_t.
 *
 * STATUS_INPUT with diagnostics (`diagnostics` is initialised, for this file, and gets them all): the file
 * cannot be read, is not strict JSON, or is not an instance; `*instance` is then untouched. The bytes must
 * live as long as the diagnostics, which point into them. O(n log n) for n bytes.
 */
enum status instance_load(const struct instance **instance, struct arena *arena,
                          struct diagnostics *diagnostics, const char *file);

enum status instance_parse(const struct instance **instance, struct arena *arena,
                           struct diagnostics *diagnostics, const char *bytes, size_t length);

#endif
