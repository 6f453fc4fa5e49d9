/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a good plan for this instance, and what does it rest on? */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_process.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "compare/verdict.h"
#include "report/record_json.h"
#include "report/result_json.h"
#include "report/solve_text.h"
#include "solve/solver.h"

/* One answer of one method. */
static int judge_result(const struct method_record *result, const struct options *options)
{
    switch (result->status) {
    case RESULT_OPTIMAL:
        return EXIT_STATUS_FINE;
    case RESULT_FEASIBLE: /* an answer from a heuristic; from an exact method, a limit came first */
        return result->is_exact ? exit_status_inconclusive(options) : EXIT_STATUS_FINE;
    case RESULT_INFEASIBLE:
        return options->exit_status ? EXIT_STATUS_BAD_NEWS : EXIT_STATUS_FINE;
    case RESULT_UNKNOWN:
    case RESULT_ERROR: /* the method does not do such a problem; one that broke has a finding that says so */
        break;
    }
    return exit_status_inconclusive(options);
}

/* Relaxations were asked for: all of them must be there. */
static int judge_relaxations(const struct instance_record *record, const struct options *options)
{
    for (size_t r = 0; r < record->result_count; r++) {
        const struct method_record *result = &record->results[r];
        if (!result->relaxation.is_known && result->status != RESULT_INFEASIBLE) {
            return exit_status_inconclusive(options);
        }
    }
    return EXIT_STATUS_FINE;
}

/* Several methods answer the question if one of them proves it. */
static int judge_results(const struct instance_record *record, const struct options *options)
{
    if (options->relax) {
        return judge_relaxations(record, options);
    }
    if (record->result_count == 1) {
        return judge_result(&record->results[0], options);
    }
    if (record->has_optimum) {
        return EXIT_STATUS_FINE;
    }
    if (record->status == RESULT_INFEASIBLE) {
        return options->exit_status ? EXIT_STATUS_BAD_NEWS : EXIT_STATUS_FINE;
    }
    return exit_status_inconclusive(options);
}

static int judge(const struct run_record *run, const struct options *options)
{
    if (run->record.is_refused) {
        return EXIT_STATUS_INPUT;
    }
    if (run->record.verdict >= VERDICT_DISAGREE) {
        return EXIT_STATUS_CONTRADICTION;
    }
    const int exit_status = judge_results(&run->record, options);
    return options->list_plans && !run->listing.is_complete
               ? exit_status_combine(exit_status, exit_status_inconclusive(options))
               : exit_status;
}

static bool is_usable(const struct options *options)
{
    if (options->operand_count != 1) {
        complain("solve: name one FILE, or `-` for standard input; see `finopt solve --help`");
        return false;
    }
    const bool is_exhaustive =
        options->methods.count == 1 && strcmp(options->methods.methods[0]->name, "exhaustive") == 0;
    if (options->list_plans && !is_exhaustive) {
        complain("--list-plans: needs `--method exhaustive` and no other method");
        return false;
    }
    return true;
}

int solve_command(const struct options *options, struct arena *arena)
{
    if (!is_usable(options)) {
        return EXIT_STATUS_INPUT;
    }
    struct run_record run = {.diagnostics = NULL};
    const struct run_request request = {
        .files = options->operands,
        .file_count = 1,
        .work = {.options = options, .list_plans = options->list_plans},
        .jobs = 1,
        .max_gap = -1.0,
        .is_quiet = true,
    };
    run_instances(&run, arena, &request);
    print_diagnostics(run.diagnostics);
    const int exit_status = judge(&run, options);
    const struct report_options report = report_options_from(options);
    struct text text;
    text_init(&text, arena);
    if (run.record.is_refused) {
        return exit_status;
    }
    if (options->format == FORMAT_TEXT) {
        solve_text_write(&text, arena, &run, &report);
    } else if (options->list_plans) {
        plans_json_write(&text, arena, &run, &report);
    } else if (run.record.result_count <= 1 || report.is_compact) {
        result_json_write(&text, &run, &report);
    } else {
        const int number = signals_first();
        const struct check_totals totals = {.exit_status = number != 0 ? 128 + number : exit_status,
                                            .signal = number};
        check_json_write(&text, &run, 1, &totals, &report);
    }
    return deliver(options, &text, exit_status);
}
