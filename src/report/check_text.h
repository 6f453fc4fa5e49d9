/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_CHECK_TEXT_H
#define FINOPT_REPORT_CHECK_TEXT_H

#include <stddef.h>

#include "report/report_options.h"
#include "report/run_record.h"

struct arena;
struct text;

/*
 * The table of `check`: a row per instance with its findings below, then a summary whose last line is the
 * one that matters. Runs that never began are counted, not shown. Scratch memory is taken from `arena`.
 */
void check_text_write(struct text *text, struct arena *arena, const struct run_record *runs, size_t run_count,
                      const struct report_options *options);

#endif
