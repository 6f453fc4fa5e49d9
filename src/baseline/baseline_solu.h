/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASELINE_BASELINE_SOLU_H
#define FINOPT_BASELINE_BASELINE_SOLU_H

#include <stddef.h>

#include "base/error.h"

struct arena;
struct baseline;
struct diagnostics;

/* The part of baseline_parse() that reads `.solu` lines. Empty lines are skipped. */
enum status baseline_solu_parse(struct baseline *baseline, struct arena *arena,
                                struct diagnostics *diagnostics, const char *bytes, size_t length);

#endif
