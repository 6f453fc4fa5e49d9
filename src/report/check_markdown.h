/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_CHECK_MARKDOWN_H
#define FINOPT_REPORT_CHECK_MARKDOWN_H

#include <stddef.h>

#include "report/report_options.h"
#include "report/run_record.h"

struct arena;
struct text;

/*
 * The table of `check` in Markdown, what went wrong below it, the summary first. Rows are left out, and
 * counted, once the text is longer than `byte_limit` (0: no limit): GitHub refuses a step summary above one
 * mebibyte.
 */
void check_markdown_write(struct text *text, struct arena *arena, const struct run_record *runs,
                          size_t run_count, const struct report_options *options, size_t byte_limit);

#endif
