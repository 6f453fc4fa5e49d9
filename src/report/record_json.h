/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_RECORD_JSON_H
#define FINOPT_REPORT_RECORD_JSON_H

#include <stddef.h>

#include "report/report_options.h"
#include "report/run_record.h"
#include "report/shard_record.h"

struct text;

/*
 * Checks as JSON, laid out as in report/result_json.h.
 *
 * "finopt-check-1": one document of all instances and a summary; with `is_compact` one line per event:
 * the instance was started and a method has finished ("finopt-check-event-1"), the verdict with all that is
 * known
 * ("finopt-check-instance-1"), and a last line with the summary ("finopt-check-summary-1").
 */

/* The lines of the compact form that have been written: of so many runs, and of the next one events. */
struct check_lines {
    size_t run_count;
    size_t event_count;
};

struct check_totals {
    int exit_status;
    int signal; /* that stopped the run; 0 if none did */
    struct shard_record
        shard; /* the part of a list that the runs are; then instances have their position in it */
    const struct named_text *options; /* [option_count] with which values of options the answers were found */
    size_t option_count;              /* 0: that is not said */
    struct check_lines written;       /* before: check_json_write() goes on from there */
};

void check_json_write(struct text *text, const struct run_record *runs, size_t run_count,
                      const struct check_totals *totals, const struct report_options *options);

/* Adds the lines of runs[run_count] that are not written yet: they will not change any more. */
void check_lines_write(struct text *text, struct check_lines *written, const struct run_record *runs,
                       size_t run_count, const struct shard_record *shard,
                       const struct report_options *options);

/* Adds what has happened so far to the run after those that are written. */
void check_events_write(struct text *text, struct check_lines *written, const struct run_record *run);

/* The last line of the compact form alone, for a check put together from its parts: instances per verdict. */
void check_summary_line_write(struct text *text, const size_t *counts, const struct check_totals *totals);

#endif
