/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_RUN_RECORD_H
#define FINOPT_REPORT_RUN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compare/record.h"

/*
 * What one run on one instance left behind: the record, and what a reader wants to see beside it. Filled
 * from the events of a child process (report/record_stream.h), so any part may be missing when the
 * child died.
 *
 *   run_record ── record          (compare/record.h)
 *              ── applications[]  (names of blocks, deadlines: what a plan by ids does not hold)
 *              ── plans[]         (all plans, where they were asked for)
 */
struct application_outline {
    const char *id;
    int64_t deadline_quanta;
    const char **blocks; /* [block_count] ids in chain order */
    size_t block_count;
};

struct listed_plan {
    int64_t energy_quanta;
    const struct plan_record *plan;
};

struct run_record {
    struct instance_record record;
    struct application_outline *applications; /* [application_count] */
    size_t application_count;
    size_t application_capacity;
    struct listed_plan *plans; /* [plan_count] */
    size_t plan_count;
    size_t plan_capacity;
    const char *diagnostics; /* why the file was refused, ready to print; NULL if it was not */
    const char *running;     /* the method that started and has not answered; NULL between methods */
    bool is_done;            /* the child said that it finished its work */
    bool is_interrupted;     /* a signal stopped the run before it was complete */
};

/* Whether anything is known: false for a file that a signal kept from being started. */
bool run_record_has_begun(const struct run_record *run);

/* The outline of that application, or NULL. */
const struct application_outline *run_record_find_application(const struct run_record *run, const char *id);

/* The result of that method, or NULL. */
const struct method_record *run_record_find_result(const struct run_record *run, const char *method);

#endif
