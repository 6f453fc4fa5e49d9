/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do all commands do in the same way? Turn options into report options, and deliver text. */
#include "cli/commands.h"

#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "report/github.h"
#include "report/junit.h"
#include "report/tap.h"

struct report_options report_options_from(const struct options *options)
{
    return (struct report_options){
        .is_coloured = options->format == FORMAT_TEXT && output_is_coloured(options),
        .is_reproducible = options->reproducible,
        .is_quiet = options->quiet,
        .is_compact = options->format == FORMAT_NDJSON,
        .unproved = options->inconclusive == INCONCLUSIVE_OK     ? UNPROVED_PASSES
                    : options->inconclusive == INCONCLUSIVE_FAIL ? UNPROVED_FAILS
                                                                 : UNPROVED_IS_SKIPPED,
        .max_gap = options->max_gap,
    };
}

size_t job_count(const struct options *options, size_t file_count)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t jobs = options->jobs > 0 ? (size_t)options->jobs : processors > 0 ? (size_t)processors : 1;
    return jobs < file_count ? jobs : file_count;
}

void print_diagnostics(const char *diagnostics)
{
    if (diagnostics != NULL) {
        fputs(diagnostics, stderr);
    }
}

bool format_is_of_cases(const struct options *options)
{
    return options->format == FORMAT_JUNIT || options->format == FORMAT_TAP ||
           options->format == FORMAT_GITHUB;
}

void write_cases(struct text *text, struct arena *arena, const struct report_cases *cases,
                 const struct options *options)
{
    switch (options->format) {
    case FORMAT_JUNIT:
        junit_write(text, cases);
        break;
    case FORMAT_TAP:
        tap_write(text, cases);
        break;
    default:
        github_write(text, arena, cases);
    }
}

int deliver(const struct options *options, const struct text *text, int exit_status)
{
    struct error error;
    if (signals_count() > 0) {
        signals_release(); /* one more signal, and nobody waits for a slow reader */
    }
    if (text->length == 0 && options->output == NULL) {
        return exit_status;
    }
    if (output_write(options->output, text->data, text->length, &error) != STATUS_OK) {
        complain("%s", error.message);
        return exit_status_combine(exit_status, EXIT_STATUS_INPUT);
    }
    return exit_status;
}
