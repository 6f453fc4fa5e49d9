/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_CHECK_WORDS_H
#define FINOPT_REPORT_CHECK_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "report/run_record.h"

struct arena;

/* The optimum (`85.603 mJ`), `infeasible`, the best known (`<= 85.603 mJ`) or `unknown`. In `arena`. */
const char *optimum_words(struct arena *arena, const struct instance_record *record);

/* Names of methods, separated by commas; `nobody` for none. In `arena`. */
const char *proved_by_words(struct arena *arena, const struct instance_record *record);

/* FIN's gap to the optimum (`38.5 %`); `none` without a plan, `stopped` by a limit, `?`, `-`. In `arena`. */
const char *fin_gap_words(struct arena *arena, const struct run_record *run);

/* FIN (may be NULL) has no plan because a limit came first: that is not held against it, its note says which.
 */
bool fin_is_stopped(const struct method_record *fin);

/* How runs are called. `shared` holds the names that several runs have, sorted: they get their file too. */
struct run_names {
    const char **shared; /* [shared_count] */
    size_t shared_count;
};

void run_names_init(struct run_names *names, struct arena *arena, const struct run_record *runs,
                    size_t run_count);

/* The instance's name, or the file's if it was not read; safe to print. In `arena`. */
const char *run_name(struct arena *arena, const struct run_names *names,
                     const struct instance_record *record);

#endif
