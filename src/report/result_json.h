/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_RESULT_JSON_H
#define FINOPT_REPORT_RESULT_JSON_H

#include "report/report_options.h"
#include "report/run_record.h"

struct arena;
struct json_writer;
struct text;

/*
 * Records as JSON documents, each ended by a line break. Absent is null, energies are integer quanta with
 * joules beside them, and whatever a clock or the kernel measured is inside an object `timing`, which
 * options->is_reproducible drops.
 *
 * "finopt-result-1": the first result of the run; one a line for all its results with `is_compact`. Where no
 * method has answered there is one all the same: status `error` or `unknown`, the method null, the reason in
 * `note`.
 */
void result_json_write(struct text *text, const struct run_record *run, const struct report_options *options);

/* "finopt-plan-1": what `verify` reads. */
void plan_json_write(struct text *text, const char *instance, const struct plan_record *plan);

/* The same as a value in another document; null for NULL. */
void plan_json_write_object(struct json_writer *json, const char *instance, const struct plan_record *plan);

/*
 * "finopt-plans-1": the plans of a listing, cheapest first; `found` counts those that are not listed too, and
 * `complete` is false if there are such, or may be. Scratch memory is taken from `arena`.
 */
void plans_json_write(struct text *text, struct arena *arena, const struct run_record *run,
                      const struct report_options *options);

/* One result of the run as an object, where a value may stand. */
void result_json_write_object(struct json_writer *json, const struct run_record *run,
                              const struct method_record *result, const struct report_options *options);

#endif
