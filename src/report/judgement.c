/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a plan by somebody else worth? */
#include "report/judgement.h"

#include "compare/record.h"
#include "verify/verify_plan.h"

const char *plan_verdict_name(enum plan_verdict verdict)
{
    static const char *const names[] = {"optimal",       "suboptimal", "feasible",           "infeasible",
                                        "claim-differs", "malformed",  "better-than-optimum"};
    return names[verdict];
}

bool judgement_gap(double *gap, const struct judgement *judgement)
{
    if (judgement->evaluation == NULL || !judgement->evaluation->is_feasible || judgement->proof == NULL ||
        !judgement->proof->has_optimum) {
        return false;
    }
    *gap = relative_gap(judgement->evaluation->energy_quanta, judgement->proof->optimum_quanta);
    return true;
}
