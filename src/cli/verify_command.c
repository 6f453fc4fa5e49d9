/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is this plan worth, whoever made it? The verifier answers first, from problem and plan alone; only for
 * a feasible plan whose claim holds is the optimum proved, in a child like everything that solves.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_process.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "compare/compare_methods.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "io/plan_json.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "report/judgement.h"
#include "report/verdict_json.h"
#include "report/verdict_text.h"
#include "verify/verify_plan.h"

static const char *render(struct arena *arena, const struct diagnostics *diagnostics)
{
    struct text text;
    text_init(&text, arena);
    diagnostics_write(&text, diagnostics);
    return text.data;
}

/* Instance and problem of the file; false, with the diagnostics printed, if they cannot be had. */
static bool read_problem(const struct instance **instance, const struct problem **problem,
                         struct arena *arena, const char *file)
{
    struct diagnostics diagnostics;
    struct error error;
    diagnostics_init(&diagnostics, arena, file);
    if (instance_load(instance, arena, &diagnostics, file) == STATUS_OK) {
        if (quantize(problem, arena, *instance, &error) != STATUS_OK) {
            diagnostics_add_error(&diagnostics, &error);
        } else {
            const char *feature = unsupported_feature(arena, *problem);
            if (feature == NULL) {
                return true;
            }
            diagnostics_add_file(&diagnostics, feature);
        }
    }
    print_diagnostics(render(arena, &diagnostics));
    return false;
}

/*
 * Does the claim hold? Quanta must agree exactly. Joules come from doubles and unrounded costs, so each of
 * the plan's computations and transfers may be half a quantum off.
 */
static bool claim_holds(struct judgement *judgement, struct arena *arena,
                        const struct plan_document *document)
{
    const int64_t energy_quanta = judgement->evaluation->energy_quanta;
    bool holds = true;
    if (document->has_claimed_energy) {
        judgement->has_claim = true;
        judgement->claim = arena_printf(arena, "%" PRId64 " quanta", document->claimed_energy_quanta);
        holds = document->claimed_energy_quanta == energy_quanta;
    }
    if (document->has_claimed_energy_j && holds) {
        double tolerance_quanta = 1e-9 * (double)energy_quanta;
        double costs = 0.0;
        for (size_t h = 0; h < document->plan->application_count; h++) {
            costs += 2.0 * (double)document->plan->applications[h].node_count;
        }
        tolerance_quanta = fmax(tolerance_quanta, 0.5 * costs);
        judgement->has_claim = true;
        judgement->claim = arena_printf(arena, "%.12g J", document->claimed_energy_j);
        holds = fabs(document->claimed_energy_j / judgement->problem->energy_quantum_j -
                     (double)energy_quanta) <= tolerance_quanta;
    }
    return holds;
}

/* Proves the optimum, in a child. */
static const struct instance_record *prove(struct arena *arena, const struct options *options,
                                           const struct instance *instance, const struct judgement *judgement)
{
    struct run_record *run = ARENA_NEW(arena, struct run_record);
    const struct run_request request = {
        .files = &judgement->file,
        .file_count = 1,
        .work = {.options = options, .instance = instance, .problem = judgement->problem},
        .jobs = 1,
        .max_gap = -1.0,
        .is_quiet = true,
    };
    run_instances(run, arena, &request);
    return &run->record;
}

static enum plan_verdict compare_with_optimum(const struct judgement *judgement)
{
    const struct instance_record *proof = judgement->proof;
    const int64_t energy_quanta = judgement->evaluation->energy_quanta;
    if (proof->has_optimum) {
        return energy_quanta < proof->optimum_quanta    ? PLAN_BETTER_THAN_OPTIMUM
               : energy_quanta == proof->optimum_quanta ? PLAN_OPTIMAL
                                                        : PLAN_SUBOPTIMAL;
    }
    return proof->status == RESULT_INFEASIBLE ? PLAN_BETTER_THAN_OPTIMUM : PLAN_FEASIBLE;
}

static int judge(const struct judgement *judgement, const struct options *options)
{
    double gap = 0.0;
    if (judgement->proof != NULL && judgement->proof->verdict >= VERDICT_DISAGREE) {
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
    if (options->format != FORMAT_TEXT) {
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
    struct judgement judgement = {.file = options->operands[0], .plan_file = options->operands[1]};
    if (strcmp(judgement.file, "-") == 0 && strcmp(judgement.plan_file, "-") == 0) {
        complain("verify: standard input (`-`) can be read only once");
        return EXIT_STATUS_INPUT;
    }
    const struct instance *instance = NULL;
    if (!read_problem(&instance, &judgement.problem, arena, judgement.file)) {
        return EXIT_STATUS_INPUT;
    }
    struct plan_document document;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, arena, judgement.plan_file);
    if (plan_load(&document, arena, &diagnostics, judgement.plan_file, instance) != STATUS_OK) {
        judgement.verdict = PLAN_MALFORMED;
        judgement.diagnostics = render(arena, &diagnostics);
        print_diagnostics(judgement.diagnostics);
        if (diagnostics.bytes == NULL) {
            return EXIT_STATUS_INPUT; /* there was nothing to judge */
        }
        return report(&judgement, options, arena);
    }
    struct evaluation *evaluation = ARENA_NEW(arena, struct evaluation);
    verify_plan(evaluation, arena, judgement.problem, document.plan);
    judgement.evaluation = evaluation;
    if (!evaluation->is_feasible) {
        judgement.verdict = PLAN_INFEASIBLE;
        return report(&judgement, options, arena);
    }
    const bool holds = claim_holds(&judgement, arena, &document);
    judgement.proof = prove(arena, options, instance, &judgement);
    judgement.verdict = holds ? compare_with_optimum(&judgement) : PLAN_CLAIM_DIFFERS;
    return report(&judgement, options, arena);
}
