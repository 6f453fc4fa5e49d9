/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_VERDICT_LIST_H
#define FINOPT_REPORT_VERDICT_LIST_H

#include <stddef.h>

#include "report/judgement.h"

struct arena;
struct json_writer;
struct text;

/* What there is to say about many plans (`verify --plans`). */
struct verdict_list {
    const struct judgement *judgements; /* [count] */
    size_t count;
    const char *const *unmatched; /* [unmatched_count] plan files that are for none of the instances */
    size_t unmatched_count;
    double max_gap; /* a suboptimal plan beyond it is bad; negative: report only */
    int exit_status;
};

/* How many of the judgements have each verdict, into counts[PLAN_VERDICT_COUNT]. */
void verdict_list_count(size_t *counts, const struct verdict_list *list);

/* `7 optimal, 2 suboptimal, 1 timeout`: what there is, in the order of `enum plan_verdict`. In `arena`. */
const char *verdict_counts_words(struct arena *arena, const size_t *counts);

/* The counts as members of the object that is being written, a member per verdict. */
void verdict_counts_json(struct json_writer *json, const size_t *counts);

/*
 * A row per plan (with is_quiet only those that are not fine), the unmatched ones, the worst gap, and last
 * the verdicts counted. Scratch memory is taken from `arena`.
 */
void verdict_list_text_write(struct text *text, struct arena *arena, const struct verdict_list *list,
                             const struct report_options *options);

/*
 * "finopt-verdicts-1": a document of all verdicts, the unmatched plans and a summary; with is_compact one
 * "finopt-verdict-1" a line and a last line "finopt-verdicts-summary-1".
 */
void verdict_list_json_write(struct text *text, const struct verdict_list *list,
                             const struct report_options *options);

/* Why a plan has its verdict, on one line, for people: the first broken constraint, the claim, how its
 * planner ended. NULL where the verdict says it all. In `arena`. */
const char *judgement_reason(struct arena *arena, const struct judgement *judgement);

#endif
