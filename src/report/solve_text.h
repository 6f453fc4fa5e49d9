/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_SOLVE_TEXT_H
#define FINOPT_REPORT_SOLVE_TEXT_H

#include "report/report_options.h"
#include "report/run_record.h"

struct arena;
struct text;

/*
 * What `solve` says: for one method the plan, block by block, and what it rests on; for several a table side
 * by side and what is proved; where plans were listed, all of them, cheapest first. The last line is the
 * answer. Scratch memory is taken from `arena`.
 */
void solve_text_write(struct text *text, struct arena *arena, const struct run_record *run,
                      const struct report_options *options);

/* Plans in the order they are listed: by energy, then latency, then as found. In `arena`. */
const struct listed_plan *listed_plans_sorted(struct arena *arena, const struct run_record *run);

#endif
