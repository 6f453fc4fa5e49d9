/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_GITHUB_H
#define FINOPT_REPORT_GITHUB_H

#include <stddef.h>

#include "report/report_case.h"

struct text;

/* GitHub shows ten annotations of a kind per step and drops the others without a word. */
enum { GITHUB_ANNOTATION_LIMIT = 9 };

/* One annotation; `level` is `error`, `warning` or `notice`; `file` may be NULL, `line` 0. */
struct github_annotation {
    const char *level;
    const char *file;
    size_t line;
    size_t column;
    const char *title;
    const char *message;
};

void github_annotation_write(struct text *text, const struct github_annotation *annotation);

/*
 * Annotations for the worst cases, GITHUB_ANNOTATION_LIMIT at most, and one with the summary's last line and
 * how many cases are not shown. All of them are in check_markdown_write(), which belongs into the step
 * summary.
 */
void github_write(struct text *text, struct arena *arena, const struct report_cases *cases);

#endif
