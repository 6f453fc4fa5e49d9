/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_JUDGEMENT_H
#define FINOPT_REPORT_JUDGEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/report_options.h"

struct arena;
struct evaluation;
struct instance_record;
struct problem;
struct text;

/* What `verify` finds out about one plan by somebody. */
enum plan_verdict {
    PLAN_OPTIMAL,
    PLAN_SUBOPTIMAL,
    PLAN_FEASIBLE, /* and the optimum is not proved */
    PLAN_INFEASIBLE,
    PLAN_CLAIM_DIFFERS,
    PLAN_MALFORMED,
    PLAN_BETTER_THAN_OPTIMUM
};

struct judgement {
    const char *file;
    const char *plan_file;
    enum plan_verdict verdict;
    const char *diagnostics; /* of a malformed plan; NULL otherwise, as are the next two then */
    const struct problem *problem;
    const struct evaluation *evaluation; /* NULL for a malformed plan */
    const struct instance_record *proof; /* how the optimum was proved; NULL if it was not asked for */
    bool has_claim;
    const char *claim; /* the claimed energy in words: `85602766 quanta` */
};

/* "optimal", "suboptimal", "feasible", "infeasible", "claim-differs", "malformed", "better-than-optimum". */
const char *plan_verdict_name(enum plan_verdict verdict);

/* The energy's relative gap to the proved optimum; false if either is missing. */
bool judgement_gap(double *gap, const struct judgement *judgement);

#endif
