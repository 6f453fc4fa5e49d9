/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is this plan worth, whoever made it? A child reads both files, has the verifier judge the plan, and
 * only if it is feasible proves the optimum; here its words become a verdict.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_process.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "report/judgement.h"
#include "report/report_case.h"
#include "report/verdict_json.h"
#include "report/verdict_text.h"

static int judge(const struct judgement *judgement, const struct options *options)
{
    double gap = 0.0;
    if (judgement->run->record.verdict >= VERDICT_DISAGREE) {
        return EXIT_STATUS_CONTRADICTION;
    }
    switch (judgement->verdict) {
    case PLAN_OPTIMAL:
        return EXIT_STATUS_FINE;
    case PLAN_SUBOPTIMAL:
        return options->max_gap >= 0.0 && judgement_gap(&gap, judgement) && gap > options->max_gap
                   ? EXIT_STATUS_BAD_NEWS
                   : EXIT_STATUS_FINE;
    case PLAN_FEASIBLE:
    case PLAN_UNKNOWN:
        return exit_status_inconclusive(options);
    case PLAN_INFEASIBLE:
    case PLAN_CLAIM_DIFFERS:
        return EXIT_STATUS_BAD_NEWS;
    case PLAN_MALFORMED:
        return EXIT_STATUS_INPUT;
    case PLAN_BETTER_THAN_OPTIMUM:
        break;
    }
    return EXIT_STATUS_CONTRADICTION;
}

static int report(const struct judgement *judgement, const struct options *options, struct arena *arena)
{
    const struct report_options report_options = report_options_from(options);
    const int exit_status = judge(judgement, options);
    struct text text;
    text_init(&text, arena);
    if (format_is_of_cases(options)) {
        struct report_cases cases;
        verdict_case_build(&cases, arena, judgement, exit_status == EXIT_STATUS_FINE);
        write_cases(&text, arena, &cases, options);
    } else if (options->format != FORMAT_TEXT) {
        verdict_json_write(&text, judgement, &report_options);
    } else if (!options->quiet || exit_status != EXIT_STATUS_FINE) {
        verdict_text_write(&text, arena, judgement, &report_options);
    }
    return deliver(options, &text, exit_status);
}

int verify_command(const struct options *options, struct arena *arena)
{
    if (options->operand_count != 2) {
        complain("verify: name an instance FILE and a PLAN; see `finopt verify --help`");
        return EXIT_STATUS_INPUT;
    }
    const char *plan_file = options->operands[1];
    if (strcmp(options->operands[0], "-") == 0 && strcmp(plan_file, "-") == 0) {
        complain("verify: standard input (`-`) can be read only once");
        return EXIT_STATUS_INPUT;
    }
    struct run_record run = {.diagnostics = NULL};
    const struct run_request request = {
        .files = options->operands,
        .file_count = 1,
        .work = {.options = options, .plan_file = plan_file},
        .jobs = 1,
        .max_gap = -1.0,
        .is_quiet = true,
    };
    run_instances(&run, arena, &request);
    print_diagnostics(run.diagnostics);
    print_diagnostics(run.judged.diagnostics);
    if (run.record.is_refused || run.judged.is_unreadable) {
        return EXIT_STATUS_INPUT; /* there was nothing to judge */
    }
    const struct judgement judgement = {
        .file = options->operands[0],
        .plan_file = plan_file,
        .verdict = plan_verdict_decide(&run),
        .run = &run,
    };
    return report(&judgement, options, arena);
}
