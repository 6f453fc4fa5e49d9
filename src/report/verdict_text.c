/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a person learn what a plan is worth? */
#include "report/verdict_text.h"

#include <string.h>

#include "base/text.h"
#include "compare/record.h"
#include "report/check_words.h"
#include "report/engineering.h"
#include "io/safe_text.h"
#include "report/text_table.h"
#include "verify/verify_plan.h"

enum text_style plan_verdict_style(enum plan_verdict verdict)
{
    switch (verdict) {
    case PLAN_OPTIMAL:
    case PLAN_NONE:
        return STYLE_GOOD;
    case PLAN_SUBOPTIMAL:
    case PLAN_FEASIBLE:
    case PLAN_UNKNOWN:
        return STYLE_WARNING;
    default:
        return STYLE_BAD;
    }
}

static void write_application(struct text *text, const struct run_record *run,
                              const struct evaluation *evaluation, size_t h)
{
    const struct application_outline *outline = &run->applications[h];
    const struct application_evaluation *costs = &evaluation->applications[h];
    const struct violation *broken = evaluation_find_break(evaluation, outline->id);
    const double energy_quantum_j = run->record.energy_quantum_j;
    const double time_quantum_s = run->record.time_quantum_s;
    if (broken != NULL) {
        text_addf(text, "%s: no energy and no latency, since its placement breaks (%s)\n", outline->id,
                  broken->tag);
        return;
    }
    text_addf(text, "%s: ", outline->id);
    text_add_quantity(text, quanta_in_si(costs->energy_quanta, energy_quantum_j), "J");
    text_add(text, " (");
    text_add_quantity(text, quanta_in_si(costs->compute_energy_quanta, energy_quantum_j), "J");
    text_add(text, " computing), latency ");
    text_add_quantity(text, quanta_in_si(costs->latency_quanta, time_quantum_s), "s");
    text_add(text, " of ");
    text_add_quantity(text, quanta_in_si(outline->deadline_quanta, time_quantum_s), "s");
    text_add(text, "\n");
}

/* After the verdict: what it costs, what the optimum is, who proved that. */
static void write_facts(struct text *text, struct arena *arena, const struct judgement *judgement)
{
    const struct judged_plan *judged = judgement->judged;
    const struct instance_record *proof = &judgement->run->record;
    double gap = 0.0;
    text_add(text, ", ");
    text_add_quantity(text, quanta_in_si(judged->evaluation->energy_quanta, proof->energy_quantum_j), "J");
    text_addf(text, " (%lld quanta)", (long long)judged->evaluation->energy_quanta);
    if (judged->claim != NULL && !judged->claim_holds) {
        text_addf(text, ", it claims %s", judged->claim);
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
    const struct run_record *run = judgement->run;
    const struct evaluation *evaluation = judgement->judged->evaluation;
    for (size_t h = 0; evaluation != NULL && h < run->application_count; h++) {
        write_application(text, run, evaluation, h);
    }
    for (size_t v = 0; evaluation != NULL && v < evaluation->violation_count; v++) {
        text_addf(text, "%s\n", evaluation->violations[v].message);
    }
    const enum verdict least = judgement->verdict == PLAN_UNKNOWN ? VERDICT_NONE : VERDICT_UNPROVED;
    for (size_t f = 0; f < run->record.finding_count; f++) {
        const struct finding *finding = &run->record.findings[f];
        if (finding->severity > least) {
            const bool is_note = finding->severity == VERDICT_AGREE;
            text_addf(text, "%s: %s\n", is_note ? "note" : verdict_name(finding->severity), finding->message);
        }
    }
    text_add_safe(text, strcmp(judgement->plan_file, "-") == 0 ? "standard input" : judgement->plan_file);
    text_add(text, ": ");
    text_add_styled(text, plan_verdict_name(judgement->verdict), plan_verdict_style(judgement->verdict),
                    options->is_coloured);
    if (evaluation != NULL && evaluation_find_break(evaluation, NULL) == NULL) {
        write_facts(text, arena, judgement);
    } else if (judgement->verdict == PLAN_NONE) {
        text_addf(text, ", and there is none: proved by %s", proved_by_words(arena, &run->record));
    } else if (judgement->verdict == PLAN_MISSING) {
        text_addf(text, ", optimum %s", optimum_words(arena, &run->record));
    }
    text_add(text, "\n");
    for (size_t i = 0; i < judgement->judged->evidence_count; i++) {
        text_addf(text, "  %s\n", judgement->judged->evidence[i]);
    }
}
