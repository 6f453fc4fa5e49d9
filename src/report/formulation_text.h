/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_FORMULATION_TEXT_H
#define FINOPT_REPORT_FORMULATION_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "report/report_options.h"

struct arena;
struct instance_record;
struct method_record;
struct text;

/* Are there formulations to compare: is the relaxation of any result known? */
bool formulations_are_compared(const struct instance_record *record);

/*
 * Formulations side by side: size, what the linear relaxation is worth and how far that is from the optimum,
 * and what it took. The gap is that of the relaxation to the proved optimum, `above` where it lies above it.
 * Lines are indented by `indent`.
 */
void formulation_table_write(struct text *text, struct arena *arena, const struct instance_record *record,
                             const struct report_options *options, size_t indent);

/* "linear relaxation 34.211 mJ (650/19 quanta), integral" */
const char *linear_relaxation_words(struct arena *arena, const struct instance_record *record,
                                    const struct method_record *result);

#endif
