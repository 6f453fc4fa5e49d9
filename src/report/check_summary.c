/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is there to remember of a whole check? What FIN missed, and last the line with the verdicts. */
#include "report/check_summary.h"

#include <string.h>

#include "base/text.h"
#include "io/safe_text.h"
#include "report/check_words.h"
#include "report/engineering.h"
#include "report/judgement.h"
#include "report/verdict_list.h"

/* How FIN did over all instances that have a proved optimum. */
struct fin_tally {
    const char *gamma; /* of the first run of FIN; NULL: FIN did not run */
    size_t feasible_count;
    size_t optimal_count;
    size_t planless_count; /* no plan found where there is one */
    size_t stopped_count;  /* a limit came before it had one */
    double worst_gap;
    const char *worst; /* the instance; NULL without a gap */
};

static void tally(struct fin_tally *fin, const struct run_record *run)
{
    const struct instance_record *record = &run->record;
    const struct method_record *result = run_record_find_result(run, "fin");
    if (result == NULL) {
        return;
    }
    for (size_t p = 0; p < result->parameter_count && fin->gamma == NULL; p++) {
        if (strcmp(result->parameters[p].name, "gamma") == 0) {
            fin->gamma = result->parameters[p].value;
        }
    }
    if (!record->has_optimum) {
        return;
    }
    fin->feasible_count++;
    if (!result->has_energy || result->plan == NULL) {
        fin->stopped_count += fin_is_stopped(result);
        fin->planless_count += !fin_is_stopped(result);
        return;
    }
    fin->optimal_count += result->energy_quanta == record->optimum_quanta;
    const double gap = relative_gap(result->energy_quanta, record->optimum_quanta);
    if (gap > fin->worst_gap) {
        fin->worst_gap = gap;
        fin->worst = record->instance;
    }
}

/* How somebody's plans did. */
static void write_plans(struct text *text, const struct run_record *runs, size_t run_count)
{
    size_t counts[PLAN_VERDICT_COUNT] = {0};
    size_t count = 0;
    double worst_gap = 0.0;
    const char *worst = NULL;
    for (size_t i = 0; i < run_count; i++) {
        for (size_t j = 0; j < runs[i].judged_count; j++) {
            const struct judgement judgement = judgement_of(&runs[i], j, NULL);
            double gap = 0.0;
            counts[judgement.verdict]++;
            count++;
            if (judgement_gap(&gap, &judgement) && gap > worst_gap) {
                worst_gap = gap;
                worst = runs[i].record.instance;
            }
        }
    }
    if (count == 0) {
        return;
    }
    text_addf(text, "%zu plan%s: %s.", count, count == 1 ? "" : "s",
              verdict_counts_words(text->arena, counts));
    if (worst != NULL) {
        text_add(text, " Worst gap: ");
        text_add_percent(text, worst_gap);
        text_add(text, " on ");
        text_add_safe(text, worst);
        text_add(text, ".");
    }
    text_add(text, "\n");
}

void check_summary_write(struct text *text, const struct run_record *runs, size_t run_count)
{
    struct fin_tally fin = {.gamma = NULL};
    size_t counts[VERDICT_COUNT] = {0};
    size_t checked_count = 0;
    for (size_t i = 0; i < run_count; i++) {
        if (run_record_has_begun(&runs[i])) {
            tally(&fin, &runs[i]);
            counts[runs[i].record.verdict]++;
            checked_count++;
        }
    }
    if (checked_count < run_count) {
        text_addf(text, "Stopped by a signal: %zu of %zu instances were looked at.\n", checked_count,
                  run_count);
    }
    write_plans(text, runs, run_count);
    if (fin.planless_count > 0) {
        text_addf(text, "FIN found no plan for %zu feasible %s.\n", fin.planless_count,
                  fin.planless_count == 1 ? "one" : "ones");
    }
    if (fin.stopped_count > 0) {
        text_addf(text, "FIN was stopped by a limit, without a plan, on %zu feasible %s.\n",
                  fin.stopped_count, fin.stopped_count == 1 ? "one" : "ones");
    }
    if (fin.worst != NULL) {
        text_add(text, "FIN's worst gap: ");
        text_add_percent(text, fin.worst_gap);
        text_add(text, " on ");
        text_add_safe(text, fin.worst);
        text_add(text, ".\n");
    }
    text_addf(text, "%zu instance%s:", checked_count, checked_count == 1 ? "" : "s");
    const char *separator = " ";
    for (int v = VERDICT_AGREE; v <= VERDICT_COUNT; v++) {
        const enum verdict verdict = v == VERDICT_COUNT ? VERDICT_NONE : (enum verdict)v; /* refused last */
        if (counts[verdict] > 0) {
            text_addf(text, "%s%zu %s", separator, counts[verdict], verdict_name(verdict));
            separator = ", ";
        }
    }
    text_add(text, checked_count == 0 ? " none.\n" : ".");
    if (fin.feasible_count > 0) {
        text_addf(text, " FIN reached the optimum on %zu of %zu feasible ones", fin.optimal_count,
                  fin.feasible_count);
        text_addf(text, fin.gamma != NULL ? " at gamma %s." : "%s.", fin.gamma != NULL ? fin.gamma : "");
    }
    text_add(text, checked_count == 0 ? "" : "\n");
}
