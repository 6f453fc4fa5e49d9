/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_REPORT_CASE_H
#define FINOPT_REPORT_REPORT_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "report/judgement.h"
#include "report/report_options.h"
#include "report/run_record.h"

struct arena;
struct verdict_list;

/*
 * One instance, or one plan, as a test runner sees it: a name, passed or not, and why. What JUnit, TAP and
 * annotations have in common; each of them is a pure function of an array of these.
 *
 *   run_record[]  ──> report_case[] ──> junit, tap, github
 *   judgement[]   ──'
 */
enum case_outcome {
    CASE_PASSED,
    CASE_SKIPPED, /* nothing was decided: unproved, or a signal came first */
    CASE_FAILED,  /* bad news about what was checked */
    CASE_ERROR    /* something broke: the file, or a method */
};

struct report_case {
    const char *name;  /* printable */
    const char *group; /* the folder of the file, `.` for none */
    const char *file;
    const char *verdict; /* the word */
    enum case_outcome outcome;
    int rank;            /* the worse, the higher; among cases that did not pass */
    const char *message; /* one line: why; the answer if it passed */
    const char *details; /* all there is to say, lines; may be empty */
    size_t line;         /* where in the file; 0: no place */
    size_t column;
    double time_s;
};

struct report_cases {
    struct report_case *items; /* [count] */
    size_t count;
    const char *title;   /* `finopt check` */
    const char *summary; /* lines */
    size_t not_begun;    /* cases a signal kept from being looked at; they are CASE_SKIPPED */
};

/* Every run of a check; everything is in `arena`. */
void check_cases_build(struct report_cases *cases, struct arena *arena, const struct run_record *runs,
                       size_t run_count, const struct report_options *options);

/* One plan by somebody. `is_fine`: what the exit status says. */
void verdict_case_build(struct report_cases *cases, struct arena *arena, const struct judgement *judgement,
                        bool is_fine);

/* All plans of a list. */
void verdict_cases_build(struct report_cases *cases, struct arena *arena, const struct verdict_list *list,
                         const struct report_options *options);

/* How many cases have that outcome. */
size_t report_cases_count(const struct report_cases *cases, enum case_outcome outcome);

/*
 * Sorts indices of the cases that did not pass: order[0] is the worst; equal ones stay in the order of the
 * cases. Returns how many there are; `order` has room for all cases.
 */
size_t report_cases_rank(size_t *order, const struct report_cases *cases);

#endif
