/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_LINT_FILE_H
#define FINOPT_REPORT_LINT_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "lint/lint.h"
#include "report/report_options.h"

struct text;

/* What lint says about one file. Everything that writes it is a pure function of an array of these. */
struct lint_file {
    const char *file;
    struct lint_report report; /* empty if the file was refused */
    bool is_refused;
};

/* How many findings of that level there are in all files. */
size_t lint_files_count(const struct lint_file *files, size_t file_count, enum lint_level level);

/*
 * As compilers print it: `net.json:5:17: warning: nodes[1].power_w: ... [power]`, and last how many there
 * are. Quiet: no notes, and nothing at all if there are no warnings.
 */
void lint_text_write(struct text *text, const struct lint_file *files, size_t file_count,
                     const struct report_options *options);

/* "finopt-lint-1". */
void lint_json_write(struct text *text, const struct lint_file *files, size_t file_count);

/*
 * SARIF 2.1.0 for code scanning: one run, a rule per lint_rule; fingerprints are of rule and path, so that a
 * finding stays the same one when lines move. Columns count bytes.
 */
void lint_sarif_write(struct text *text, const struct lint_file *files, size_t file_count,
                      const char *version);

/* Annotations: the first nine, warnings first, and one line with how many there are. */
void lint_github_write(struct text *text, const struct lint_file *files, size_t file_count);

#endif
