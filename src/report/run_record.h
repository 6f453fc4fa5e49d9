/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_RUN_RECORD_H
#define FINOPT_REPORT_RUN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compare/record.h"

struct evaluation;

/*
 * What one run on one instance left behind: the record, and what a reader wants to see beside it. Filled
 * from the events of a child process (report/record_stream.h), so any part may be missing when the
 * child died.
 *
 *   run_record ── record          (compare/record.h)
 *              ── applications[]  (names of blocks, deadlines: what a plan by ids does not hold)
 *              ── plans[]         (all plans, or the cheapest, where they were asked for)
 *              ── judged[]        (what the verifier says about somebody's plans, where it was asked)
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

/* How a listing of plans (`solve --list-plans`) ended. */
struct listing_record {
    bool has_ended;      /* false: it was not asked for, or the child died before */
    bool is_complete;    /* every feasible plan is in run_record.plans */
    int64_t found_count; /* feasible plans that were found, listed or not */
    const char *reason;  /* why it is not complete; NULL if it is */
};

/* How a planner that was run ended; a plan from a file is PLANNER_FINE. */
enum planner_end {
    PLANNER_FINE,    /* what it printed is taken for a plan */
    PLANNER_TIMEOUT, /* killed at its time limit */
    PLANNER_CRASHED, /* could not be started, died of a signal, or exit status other than 0 */
    PLANNER_STOPPED  /* killed because this program was asked to stop */
};

enum { PLANNER_END_COUNT = PLANNER_STOPPED + 1 };

/* What there is to say about a plan by somebody (`verify`, `check` with a planner). */
struct judged_plan {
    const char *source;                  /* the plan file; `planner` for what a planner printed */
    const struct evaluation *evaluation; /* without the loads; NULL if it was not judged */
    const char *claim;       /* the claimed energy in words, `85602766 quanta`; NULL without one */
    bool claim_holds;        /* true without a claim */
    const char *diagnostics; /* why the plan file was refused, ready to print; NULL if it was not */
    bool is_unreadable;      /* not even its bytes could be had: there was nothing to judge */
    bool is_missing;         /* nobody made a plan for this instance, or who did says that there is none */
    enum planner_end end;
    const char *ending;    /* how it ended, in words; NULL for PLANNER_FINE */
    const char *said;      /* the last of what it wrote to standard error; NULL if nothing */
    double elapsed_s;      /* how long it ran; timing only; NAN if nothing ran */
    const char **evidence; /* [evidence_count] for a plan below the optimum: both, term by term */
    size_t evidence_count;
};

struct run_record {
    struct instance_record record;
    struct application_outline *applications; /* [application_count] */
    size_t application_count;
    size_t application_capacity;
    struct listed_plan *plans; /* [plan_count] */
    size_t plan_count;
    size_t plan_capacity;
    struct listing_record listing;
    struct judged_plan *judged; /* [judged_count] */
    size_t judged_count;
    size_t judged_capacity;
    const char *sha256;      /* of the instance's content; NULL if nobody asked */
    const char *baseline;    /* how it compares with the baseline: `same`, `new`, ...; NULL without one */
    const char *diagnostics; /* why the file was refused, ready to print; NULL if it was not */
    const char *running;     /* the method that started and has not answered; NULL between methods */
    bool is_waiting;         /* for standard input */
    bool is_done;            /* the child said that it finished its work */
    bool is_last;            /* with is_done: the child will not serve another instance */
    bool is_interrupted;     /* a signal stopped the run before it was complete */
};

/* Whether anything is known: false for a file that a signal kept from being started. */
bool run_record_has_begun(const struct run_record *run);

/* The outline of that application, or NULL. */
const struct application_outline *run_record_find_application(const struct run_record *run, const char *id);

/* Whether a limit, and not the end of its search, made the method answer without a plan. */
bool method_record_is_stopped(const struct method_record *result);

/* The result of that method, the cheapest if it ran several times; NULL if it did not run. */
const struct method_record *run_record_find_result(const struct run_record *run, const char *method);

#endif
