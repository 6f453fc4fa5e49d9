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

/* What is found out about one plan by somebody. */
enum plan_verdict {
    PLAN_OPTIMAL,
    PLAN_SUBOPTIMAL,
    PLAN_FEASIBLE, /* and the optimum is not proved */
    PLAN_INFEASIBLE,
    PLAN_CLAIM_DIFFERS,
    PLAN_MALFORMED,
    PLAN_BETTER_THAN_OPTIMUM,
    PLAN_UNKNOWN, /* a limit or a crash of this tool came before it was judged */
    PLAN_TIMEOUT, /* the planner did not end within its limit */
    PLAN_CRASHED, /* the planner died, or says by its exit status that it failed */
    PLAN_MISSING, /* no plan was made for an instance that is not proved to have none */
    PLAN_NONE     /* no plan was made, rightly: there is none */
};

enum { PLAN_VERDICT_COUNT = PLAN_NONE + 1 };

struct judgement {
    const char *file;
    const char *plan_file;
    enum plan_verdict verdict;
    const struct run_record *run;     /* what the optimum is, if that was asked */
    const struct judged_plan *judged; /* what the plan is worth; belongs to the run */
};

/* "optimal", "suboptimal", "feasible", "infeasible", "claim-differs", "malformed", "better-than-optimum",
 * "unknown", "timeout", "crashed", "missing", "none". */
const char *plan_verdict_name(enum plan_verdict verdict);

/* The verdict on a plan that a run judged; the optimum is looked at only if the plan is feasible. */
enum plan_verdict plan_verdict_decide(const struct run_record *run, const struct judged_plan *judged);

/* The judgement on the run's plan number `index`; one of verdict PLAN_UNKNOWN on `plan_file` if there is
 * none. */
struct judgement judgement_of(const struct run_record *run, size_t index, const char *plan_file);

/* Does the plan's maker have to do something about it? Suboptimal counts when the gap exceeds `max_gap` >= 0.
 */
bool judgement_is_bad(const struct judgement *judgement, double max_gap);

/* Is there nothing to tell who only wants to hear what is not fine? */
bool judgement_is_fine(const struct judgement *judgement, double max_gap);

/* The run's judgement that matters most: the worst verdict, of suboptimal ones the largest gap. False if it
 * has none. */
bool judgement_worst(struct judgement *worst, const struct run_record *run);

/* The energy's relative gap to the proved optimum; false if either is missing. */
bool judgement_gap(double *gap, const struct judgement *judgement);

/*
 * The first violation of (P1)-(P3) by that application, by any with `id` NULL; NULL if there is none. Where
 * there is one, energy and latency are sums over what could be computed, which is not what the plan costs.
 */
const struct violation *evaluation_find_break(const struct evaluation *evaluation, const char *id);

#endif
