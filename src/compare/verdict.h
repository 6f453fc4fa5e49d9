/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_COMPARE_VERDICT_H
#define FINOPT_COMPARE_VERDICT_H

#include "compare/record.h"

struct arena;

/*
 * Decides the verdict on an instance from its results and findings alone; calling it again after a result or
 * a finding was added decides anew. Contradictions between results (two proofs that differ, a plan below a
 * proved optimum, a bound above a plan) are found here, whoever produced the results.
 */
struct verdict_options {
    double max_gap; /* FIN's relative gap above which the verdict is `gap`; negative: report only */
};

/* Fills the derived fields of `record`; new findings are allocated in `arena`. */
void verdict_decide(struct instance_record *record, struct arena *arena,
                    const struct verdict_options *options);

/* Adds a finding (printf-style) to the record. */
void record_add_finding(struct instance_record *record, struct arena *arena, enum verdict severity,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Adds a result; the strings and arrays it points to must live as long as the record. */
void record_add_result(struct instance_record *record, struct arena *arena,
                       const struct method_record *result);

#endif
