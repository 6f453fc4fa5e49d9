/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this what was looked for? */
#include "cli/wanted_verdict.h"

#include <stdlib.h>
#include <string.h>

static bool parse_gap(struct wanted_verdict *wanted, const char *words)
{
    char *end = NULL;
    if (strncmp(words, "gap>", strlen("gap>")) != 0) {
        return false;
    }
    const char *number = words + strlen("gap>");
    wanted->is_above = *number != '=';
    number += *number == '=';
    if (*number < '0' || *number > '9') {
        return false;
    }
    wanted->kind = WANTED_GAP;
    wanted->gap = strtod(number, &end);
    if (*end == '%') {
        wanted->gap /= 100.0;
        end++;
    }
    return *end == '\0' && wanted->gap <= 1.0;
}

enum status wanted_verdict_parse(struct wanted_verdict *wanted, const char *words, struct error *error)
{
    *wanted = (struct wanted_verdict){.kind = WANTED_VERDICT};
    for (int v = 0; v < VERDICT_COUNT; v++) {
        /* the gap has a number of its own; without a baseline nothing is `changed` */
        if (v != VERDICT_GAP && v != VERDICT_CHANGED && strcmp(words, verdict_name((enum verdict)v)) == 0) {
            wanted->verdict = (enum verdict)v;
            return STATUS_OK;
        }
    }
    if (strcmp(words, "no-plan") == 0) {
        wanted->kind = WANTED_NO_PLAN;
        return STATUS_OK;
    }
    if (parse_gap(wanted, words)) {
        return STATUS_OK;
    }
    return error_set(
        error, STATUS_INPUT,
        "--verdict: must be agree, unproved, regressed, disagree, refuted, crashed, no-plan, gap>=R or "
        "gap>R with R as 0.1 or 10%%, got \"%s\"",
        words);
}

static bool plan_is_met(const struct wanted_verdict *wanted, const struct run_record *run)
{
    struct judgement worst;
    double gap = 0.0;
    if (!judgement_worst(&worst, run) || worst.verdict != wanted->plan_verdict) {
        return false;
    }
    return worst.verdict != PLAN_SUBOPTIMAL || (judgement_gap(&gap, &worst) && gap > wanted->gap);
}

bool wanted_verdict_is_met(const struct wanted_verdict *wanted, const struct run_record *run)
{
    const struct method_record *fin = run_record_find_result(run, "fin");
    const bool has_plan = fin != NULL && fin->has_energy && fin->plan != NULL;
    double gap = 0.0;
    switch (wanted->kind) {
    case WANTED_VERDICT:
        return run->record.verdict == wanted->verdict;
    case WANTED_NO_PLAN:
        return run->record.has_optimum && fin != NULL && !has_plan && !method_record_is_stopped(fin);
    case WANTED_PLAN:
        return plan_is_met(wanted, run);
    case WANTED_GAP:
        break;
    }
    if (!has_plan || !run->record.has_optimum) {
        return false;
    }
    gap = relative_gap(fin->energy_quanta, run->record.optimum_quanta);
    return wanted->is_above ? gap > wanted->gap : gap >= wanted->gap;
}
