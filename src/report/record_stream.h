/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_RECORD_STREAM_H
#define FINOPT_REPORT_RECORD_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "report/run_record.h"

struct application_evaluation;
struct arena;
struct text;
struct violation;

/*
 * The events a child sends to its parent while it works, one flat JSON object a line:
 *
 *   instance     the file was read and quantised: name, quanta, and the hash of its content
 *   application  its id, deadline and block ids
 *   start        a method begins
 *   place        where one application runs; belongs to the next `result` or `listed` line
 *   result       a method has answered; takes the `place` lines that nobody has taken yet
 *   resource     what that plan uses of a shared resource; taken likewise
 *   listed       one plan of a listing; takes the `place` and `resource` lines likewise
 *   listing      how the listing ended
 *   cost         what one application costs in the plan that `verify` judges, in the order of the instance
 *   violation    a constraint that plan breaks
 *   judged       the word on that plan, or why there is none; takes the `cost` and `violation` lines
 *   evidence     the costs of a judged plan and of the optimum that it beats, term by term
 *   finding      something wrong or worth saying
 *   refused      the file could not be used: the diagnostics, ready to print
 *   waiting      for standard input, as long as it takes
 *   working      standard input has been read
 *   done         the work is complete, what it took, and whether the child could do more
 *
 * A line counts only when its line break has arrived, so that a child killed in the middle of a line has
 * said nothing by it, and a plan counts only with the line that owns it.
 */
void record_stream_write_instance(struct text *text, const char *name, double energy_quantum_j,
                                  double time_quantum_s, const char *sha256);
void record_stream_write_application(struct text *text, const struct application_outline *application);
void record_stream_write_start(struct text *text, const char *method);
void record_stream_write_result(struct text *text, const struct method_record *result);
void record_stream_write_listed(struct text *text, const struct listed_plan *listed);
void record_stream_write_listing(struct text *text, const struct listing_record *listing);

/* Everything but the evidence, which follows in an event of its own for the plan judged[index]. */
void record_stream_write_judged(struct text *text, const struct judged_plan *judged,
                                size_t application_count);
void record_stream_write_evidence(struct text *text, size_t index, const char *const *lines, size_t count);

void record_stream_write_waiting(struct text *text);
void record_stream_write_working(struct text *text);
void record_stream_write_finding(struct text *text, const struct finding *finding);
void record_stream_write_refused(struct text *text, const char *diagnostics);

/* What a child says of itself when an instance is done. */
struct child_ending {
    int64_t peak_memory_bytes; /* 0 if unknown */
    bool is_last;              /* it ends now: it keeps memory that the next instance would miss */
};

void record_stream_write_done(struct text *text, const struct child_ending *ending);

/* The longest line a reader accepts; a longer one ends the stream. */
#define RECORD_STREAM_LINE_LIMIT ((size_t)16 << 20)

/* Reads the events of one child; what they say is added to `run`, in `arena`. */
struct record_stream {
    struct run_record *run;
    struct arena *arena;
    char *line; /* the line that is still arriving */
    size_t line_length;
    size_t line_capacity;
    struct plan_record_application *places; /* [place_count] of the plan that is still arriving */
    size_t place_count;
    size_t place_capacity;
    struct resource_record *resources; /* [resource_count] of that plan */
    size_t resource_count;
    size_t resource_capacity;
    struct application_evaluation *costs; /* [cost_count] of the plan that is judged */
    size_t cost_count;
    size_t cost_capacity;
    struct violation *violations; /* [violation_count] of that plan */
    size_t violation_count;
    size_t violation_capacity;
    bool is_garbled; /* something arrived that no child writes; all after it is ignored */
};

void record_stream_init(struct record_stream *stream, struct arena *arena, struct run_record *run);

/* Takes the next bytes. Never fails: garbage sets `is_garbled`. Linear in `length`. */
void record_stream_feed(struct record_stream *stream, const char *bytes, size_t length);

#endif
