/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the optimum when deadline or accuracy target move? The work is in src/sweep. */
#include "base/arena.h"
#include "base/text.h"
#include "cli/child_work.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load_problem.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "sweep/front_report.h"
#include "sweep/sweep_report.h"

static void write_report(struct text *text, const struct sweep_report *report, const struct options *options)
{
    switch (options->format) {
    case FORMAT_JSON:
        data_table_write_json(text, &report->table);
        break;
    case FORMAT_CSV:
        data_table_write_csv(text, &report->table);
        break;
    case FORMAT_SVG:
        chart_write_svg(text, report->arena, &report->chart);
        break;
    default:
        data_table_write_text(text, &report->table, output_is_coloured(options));
    }
}

static enum status build(struct sweep_report *report, const struct options *options, struct error *error)
{
    const struct front_options front = {
        .deadline = deadline_after(options->time_limit_s, signals_stop_now()),
        .memory_limit_bytes = (size_t)options->memory_limit_mib << 20,
    };
    return options->pareto ? front_report_build(report, &front, error)
                           : breakpoint_report_build(report, &front, error);
}

static int sweep(struct sweep_report *report, const struct options *options)
{
    struct error error;
    struct text text;
    const enum status status = build(report, options, &error);
    if (status != STATUS_OK) {
        complain("sweep: %s", error.message);
        return status == STATUS_INPUT    ? EXIT_STATUS_INPUT
               : status == STATUS_SOLVER ? EXIT_STATUS_CONTRADICTION
                                         : EXIT_STATUS_INCONCLUSIVE;
    }
    if (!report->is_complete && options->format != FORMAT_TEXT) {
        complain("sweep: %s", report->table.closing);
    }
    text_init(&text, report->arena);
    write_report(&text, report, options);
    return deliver(options, &text, report->is_complete ? EXIT_STATUS_FINE : EXIT_STATUS_INCONCLUSIVE);
}

int sweep_command(const struct options *options, struct arena *arena)
{
    struct loaded_problem loaded;
    if (options->operand_count != 1) {
        complain("sweep: name one FILE, or `-` for standard input; see `finopt sweep --help`");
        return EXIT_STATUS_INPUT;
    }
    if (options->pareto == options->breakpoints) {
        complain("sweep: say what: --pareto or --breakpoints");
        return EXIT_STATUS_INPUT;
    }
    if (!load_problem(&loaded, arena, options->operands[0])) {
        return EXIT_STATUS_INPUT;
    }
    struct sweep_report report = {
        .arena = arena,
        .scratch = arena_new(out_of_memory, NULL),
        .instance = loaded.instance,
        .problem = loaded.problem,
    };
    const int exit_status = sweep(&report, options);
    arena_free(report.scratch);
    return exit_status;
}
