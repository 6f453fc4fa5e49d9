/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a plan by somebody else worth? */
#include "report/judgement.h"

#include <math.h>
#include <string.h>

#include "compare/record.h"
#include "verify/verify_plan.h"

const char *plan_verdict_name(enum plan_verdict verdict)
{
    static const char *const names[] = {"optimal",
                                        "suboptimal",
                                        "feasible",
                                        "infeasible",
                                        "claim-differs",
                                        "malformed",
                                        "better-than-optimum",
                                        "unknown",
                                        "timeout",
                                        "crashed",
                                        "missing",
                                        "none"};
    return names[verdict];
}

enum plan_verdict plan_verdict_decide(const struct run_record *run, const struct judged_plan *judged)
{
    const struct instance_record *proof = &run->record;
    if (judged->is_missing) {
        return proof->status == RESULT_INFEASIBLE ? PLAN_NONE : PLAN_MISSING;
    }
    if (judged->end == PLANNER_TIMEOUT || judged->end == PLANNER_CRASHED) {
        return judged->end == PLANNER_TIMEOUT ? PLAN_TIMEOUT : PLAN_CRASHED;
    }
    if (judged->diagnostics != NULL) {
        return PLAN_MALFORMED;
    }
    if (judged->evaluation == NULL) {
        return PLAN_UNKNOWN;
    }
    if (!judged->evaluation->is_feasible) {
        return PLAN_INFEASIBLE;
    }
    /* A plan below a proved optimum is this tool's mistake, whatever the plan claims. */
    const int64_t energy_quanta = judged->evaluation->energy_quanta;
    if (proof->status == RESULT_INFEASIBLE || (proof->has_optimum && energy_quanta < proof->optimum_quanta)) {
        return PLAN_BETTER_THAN_OPTIMUM;
    }
    if (!judged->claim_holds) {
        return PLAN_CLAIM_DIFFERS;
    }
    if (!proof->has_optimum) {
        return PLAN_FEASIBLE;
    }
    return energy_quanta == proof->optimum_quanta ? PLAN_OPTIMAL : PLAN_SUBOPTIMAL;
}

struct judgement judgement_of(const struct run_record *run, size_t index, const char *plan_file)
{
    static const struct judged_plan nothing = {.claim_holds = true, .elapsed_s = NAN};
    const struct judged_plan *judged = index < run->judged_count ? &run->judged[index] : &nothing;
    return (struct judgement){
        .file = run->record.file,
        .plan_file = judged->source != NULL ? judged->source : plan_file,
        .verdict = plan_verdict_decide(run, judged),
        .run = run,
        .judged = judged,
    };
}

bool judgement_is_bad(const struct judgement *judgement, double max_gap)
{
    double gap = 0.0;
    switch (judgement->verdict) {
    case PLAN_OPTIMAL:
    case PLAN_NONE:
    case PLAN_FEASIBLE:
    case PLAN_UNKNOWN:
        return false;
    case PLAN_SUBOPTIMAL:
        return max_gap >= 0.0 && judgement_gap(&gap, judgement) && gap > max_gap;
    default:
        return true;
    }
}

/* Whether a is worse than b. */
static bool is_worse(const struct judgement *a, const struct judgement *b)
{
    static const int severity[PLAN_VERDICT_COUNT] = {
        [PLAN_OPTIMAL] = 0, [PLAN_NONE] = 0,          [PLAN_SUBOPTIMAL] = 1, [PLAN_FEASIBLE] = 2,
        [PLAN_UNKNOWN] = 3, [PLAN_CLAIM_DIFFERS] = 4, [PLAN_INFEASIBLE] = 5, [PLAN_MALFORMED] = 6,
        [PLAN_MISSING] = 7, [PLAN_TIMEOUT] = 8,       [PLAN_CRASHED] = 9,    [PLAN_BETTER_THAN_OPTIMUM] = 10,
    };
    double gap_a = 0.0;
    double gap_b = 0.0;
    if (a->verdict != b->verdict) {
        return severity[a->verdict] > severity[b->verdict];
    }
    return judgement_gap(&gap_a, a) && judgement_gap(&gap_b, b) && gap_a > gap_b;
}

bool judgement_is_fine(const struct judgement *judgement, double max_gap)
{
    return judgement->verdict == PLAN_OPTIMAL || judgement->verdict == PLAN_NONE ||
           (judgement->verdict == PLAN_SUBOPTIMAL && !judgement_is_bad(judgement, max_gap));
}

bool judgement_worst(struct judgement *worst, const struct run_record *run)
{
    for (size_t j = 0; j < run->judged_count; j++) {
        const struct judgement judgement = judgement_of(run, j, NULL);
        if (j == 0 || is_worse(&judgement, worst)) {
            *worst = judgement;
        }
    }
    return run->judged_count > 0;
}

bool judgement_gap(double *gap, const struct judgement *judgement)
{
    const struct evaluation *evaluation = judgement->judged->evaluation;
    const struct instance_record *proof = &judgement->run->record;
    if (evaluation == NULL || !evaluation->is_feasible || !proof->has_optimum) {
        return false;
    }
    *gap = relative_gap(evaluation->energy_quanta, proof->optimum_quanta);
    return true;
}

/* The subject of (P1) is the application, that of (P2) and (P3) `application/block`. */
static bool concerns(const struct violation *violation, const char *id)
{
    const size_t length = strcspn(violation->subject, "/");
    return id == NULL || (strlen(id) == length && strncmp(violation->subject, id, length) == 0);
}

const struct violation *evaluation_find_break(const struct evaluation *evaluation, const char *id)
{
    static const char *const tags[] = {"P1", "P2", "P3"};
    for (size_t v = 0; v < evaluation->violation_count; v++) {
        for (size_t t = 0; t < sizeof tags / sizeof tags[0]; t++) {
            if (strcmp(evaluation->violations[v].tag, tags[t]) == 0 &&
                concerns(&evaluation->violations[v], id)) {
                return &evaluation->violations[v];
            }
        }
    }
    return NULL;
}
