/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_WANTED_VERDICT_H
#define FINOPT_CLI_WANTED_VERDICT_H

#include <stdbool.h>

#include "base/error.h"
#include "report/judgement.h"
#include "report/run_record.h"

/*
 * What `reduce --verdict` asks for: a verdict of `check` by its name, `no-plan` (FIN finds none where there
 * is one), or `gap>=R` and `gap>R`: FIN's gap to the proved optimum, R as 0.1 or 10%. `check --random` also
 * looks for WANTED_PLAN: that verdict on a planner's plan, if it is suboptimal with a gap above `gap`.
 */
enum wanted_kind { WANTED_VERDICT, WANTED_NO_PLAN, WANTED_GAP, WANTED_PLAN };

struct wanted_verdict {
    enum wanted_kind kind;
    enum verdict verdict;
    enum plan_verdict plan_verdict;
    double gap;
    bool is_above; /* `>`, not `>=` */
};

/* STATUS_INPUT: neither. */
enum status wanted_verdict_parse(struct wanted_verdict *wanted, const char *words, struct error *error);

/* Does the run have it? */
bool wanted_verdict_is_met(const struct wanted_verdict *wanted, const struct run_record *run);

#endif
