/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a plan by somebody else worth? */
#include "report/judgement.h"

#include <string.h>

#include "compare/record.h"
#include "verify/verify_plan.h"

const char *plan_verdict_name(enum plan_verdict verdict)
{
    static const char *const names[] = {
        "optimal",   "suboptimal",          "feasible", "infeasible", "claim-differs",
        "malformed", "better-than-optimum", "unknown"};
    return names[verdict];
}

enum plan_verdict plan_verdict_decide(const struct run_record *run)
{
    const struct judged_plan *judged = &run->judged;
    const struct instance_record *proof = &run->record;
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

bool judgement_gap(double *gap, const struct judgement *judgement)
{
    const struct evaluation *evaluation = judgement->run->judged.evaluation;
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
