/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do all commands do in the same way? Turn options into report options, and deliver text. */
#include "cli/commands.h"

#include <stdio.h>

#include "base/text.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"

struct report_options report_options_from(const struct options *options)
{
    return (struct report_options){
        .is_coloured = options->format == FORMAT_TEXT && output_is_coloured(options),
        .is_reproducible = options->reproducible,
        .is_quiet = options->quiet,
        .is_compact = options->format == FORMAT_NDJSON,
    };
}

void print_diagnostics(const char *diagnostics)
{
    if (diagnostics != NULL) {
        fputs(diagnostics, stderr);
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
