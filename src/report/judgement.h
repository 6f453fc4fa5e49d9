/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_JUDGEMENT_H
#define FINOPT_REPORT_JUDGEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/report_options.h"
#include "report/run_record.h"

struct arena;
struct text;
struct violation;

/* What `verify` finds out about one plan by somebody. */
enum plan_verdict {
    PLAN_OPTIMAL,
    PLAN_SUBOPTIMAL,
    PLAN_FEASIBLE, /* and the optimum is not proved */
    PLAN_INFEASIBLE,
    PLAN_CLAIM_DIFFERS,
    PLAN_MALFORMED,
    PLAN_BETTER_THAN_OPTIMUM,
    PLAN_UNKNOWN /* a limit or a crash came before it was judged */
};

struct judgement {
    const char *file;
    const char *plan_file;
    enum plan_verdict verdict;
    const struct run_record *run; /* the plan's evaluation, and the proof of the optimum if that was asked */
};

/* "optimal", "suboptimal", "feasible", "infeasible", "claim-differs", "malformed", "better-than-optimum",
 * "unknown". */
const char *plan_verdict_name(enum plan_verdict verdict);

/* The verdict on the plan that a run judged; the optimum is looked at only if the plan is feasible. */
enum plan_verdict plan_verdict_decide(const struct run_record *run);

/* The energy's relative gap to the proved optimum; false if either is missing. */
bool judgement_gap(double *gap, const struct judgement *judgement);

/*
 * The first violation of (P1)-(P3) by that application, by any with `id` NULL; NULL if there is none. Where
 * there is one, energy and latency are sums over what could be computed, which is not what the plan costs.
 */
const struct violation *evaluation_find_break(const struct evaluation *evaluation, const char *id);

#endif
