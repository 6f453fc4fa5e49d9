/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a person learn what a plan is worth? */
#include "report/verdict_text.h"

#include <string.h>

#include "base/text.h"
#include "compare/record.h"
#include "model/problem.h"
#include "report/check_text.h"
#include "report/engineering.h"
#include "report/text_table.h"
#include "verify/verify_plan.h"

static enum text_style verdict_style(enum plan_verdict verdict)
{
    switch (verdict) {
    case PLAN_OPTIMAL:
        return STYLE_GOOD;
    case PLAN_SUBOPTIMAL:
    case PLAN_FEASIBLE:
        return STYLE_WARNING;
    default:
        return STYLE_BAD;
    }
}

static void write_applications(struct text *text, const struct judgement *judgement)
{
    const struct problem *problem = judgement->problem;
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct application_evaluation *evaluation = &judgement->evaluation->applications[h];
        text_addf(text, "%s: ", problem->applications[h].id);
        text_add_quantity(text, quanta_in_si(evaluation->energy_quanta, problem->energy_quantum_j), "J");
        text_add(text, " (");
        text_add_quantity(text, quanta_in_si(evaluation->compute_energy_quanta, problem->energy_quantum_j),
                          "J");
        text_add(text, " computing), latency ");
        text_add_quantity(text, quanta_in_si(evaluation->latency_quanta, problem->time_quantum_s), "s");
        text_add(text, " of ");
        text_add_quantity(
            text, quanta_in_si(problem->applications[h].deadline_quanta, problem->time_quantum_s), "s");
        text_add(text, "\n");
    }
}

/* After the verdict: what it costs, what the optimum is, who proved that. */
static void write_facts(struct text *text, struct arena *arena, const struct judgement *judgement)
{
    const struct evaluation *evaluation = judgement->evaluation;
    const struct instance_record *proof = judgement->proof;
    double gap = 0.0;
    text_add(text, ", ");
    text_add_quantity(text, quanta_in_si(evaluation->energy_quanta, judgement->problem->energy_quantum_j),
                      "J");
    text_addf(text, " (%lld quanta)", (long long)evaluation->energy_quanta);
    if (judgement->has_claim && judgement->verdict == PLAN_CLAIM_DIFFERS) {
        text_addf(text, ", it claims %s", judgement->claim);
    }
    if (judgement_gap(&gap, judgement)) {
        text_addf(text, ", optimum %s, gap ", optimum_words(arena, proof));
        text_add_percent(text, gap);
        text_addf(text, ", proved by %s", proved_by_words(arena, proof));
    } else if (judgement->verdict == PLAN_BETTER_THAN_OPTIMUM) {
        text_add(text, ", although the instance was proved to be infeasible");
    } else if (judgement->verdict == PLAN_FEASIBLE) {
        text_add(text, ", the optimum was not proved within the limits");
    }
}

void verdict_text_write(struct text *text, struct arena *arena, const struct judgement *judgement,
                        const struct report_options *options)
{
    const struct evaluation *evaluation = judgement->evaluation;
    if (evaluation != NULL) {
        write_applications(text, judgement);
        for (size_t v = 0; v < evaluation->violation_count; v++) {
            text_addf(text, "%s\n", evaluation->violations[v].message);
        }
    }
    for (size_t f = 0; judgement->proof != NULL && f < judgement->proof->finding_count; f++) {
        const struct finding *finding = &judgement->proof->findings[f];
        if (finding->severity > VERDICT_UNPROVED) {
            text_addf(text, "%s: %s\n", verdict_name(finding->severity), finding->message);
        }
    }
    text_addf(text, "%s: ", strcmp(judgement->plan_file, "-") == 0 ? "standard input" : judgement->plan_file);
    text_add_styled(text, plan_verdict_name(judgement->verdict), verdict_style(judgement->verdict),
                    options->is_coloured);
    if (evaluation != NULL) {
        write_facts(text, arena, judgement);
    }
    text_add(text, "\n");
}
