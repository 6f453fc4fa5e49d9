/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said already? Whole lines only, and each as soon as all lines before it have been written. */
#include "cli/live_lines.h"

#include "base/arena.h"
#include "base/text.h"
#include "cli/check_plans.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"

bool live_lines_are_possible(const struct options *options)
{
    return options->format == FORMAT_NDJSON && options->output == NULL && options->baseline == NULL &&
           options->random == NULL && !check_judges_plans(options);
}

void live_lines_write(void *context, const struct run_record *runs, size_t run_count, size_t settled_count)
{
    struct live_lines *live = context;
    const struct report_options report = report_options_from(live->options);
    const struct arena_mark mark = arena_mark(live->arena);
    struct text text;
    struct error error;
    text_init(&text, live->arena);
    check_lines_write(&text, &live->written, runs, settled_count, live->shard, &report);
    if (settled_count < run_count) {
        check_events_write(&text, &live->written, &runs[settled_count]);
    }
    if (text.length > 0 && !live->has_failed &&
        output_write(NULL, text.data, text.length, &error) != STATUS_OK) {
        complain("%s", error.message);
        live->has_failed = true;
    }
    arena_rewind(live->arena, mark);
}
