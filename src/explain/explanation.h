/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPLAIN_EXPLANATION_H
#define FINOPT_EXPLAIN_EXPLANATION_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "explain/verified_answer.h"
#include "explain/why_infeasible.h"
#include "report/document.h"
#include "solve/solver.h"

struct arena;
struct instance;
struct plan_application;
struct problem;
struct text;

/*
 * One page about an instance, for a student: what is given, FIN's three stages with numbers, the integer
 * program with numbers, the answers and what they rest on, what every limit leaves, the second best plan, and
 * what other deadlines would change; or, where there is no plan, why.
 *
 * Each section states the size up to which it is written out, and above it gives sums and says which command
 * shows the rest: the page of the largest instance is a few hundred lines.
 */
struct explanation {
    struct document *document;
    struct arena *arena;
    struct arena *scratch;
    const struct instance *instance;
    const struct problem *problem;
    struct solve_options
        solve;           /* gamma and rounding of the steps; its deadline is set anew for each answer */
    double time_limit_s; /* per answer; INFINITY for none */
    struct text *cut;    /* the answers that the time limit cut short, `; ` between them; NULL: none */
    const volatile sig_atomic_t *stop_now;
    struct verified_answer exact; /* the optimum, or that there is none, or what is known */
    struct why_infeasible why;    /* where there is no plan */
};

/* The most that is written out. */
enum {
    EXPLAIN_NODES = 12,       /* nodes and links in words */
    EXPLAIN_ARCS = 40,        /* arcs of the extended graph of an application */
    EXPLAIN_STEPS = 60,       /* steps of the dynamic programme of an application */
    EXPLAIN_COLUMNS = 40,     /* columns of the integer program */
    EXPLAIN_APPLICATIONS = 4, /* applications whose stages are shown */
    EXPLAIN_PLANS = 200000    /* plans among which the second best is looked for */
};

/*
 * Fills `e->document`, which is initialised, and e->exact, e->why; all else is given. STATUS_SOLVER: the
 * verifier rejects a plan. Where a method does not do such a problem its row says so.
 */
enum status explanation_build(struct explanation *e, struct error *error);

/*
 * The page of exercises instead: what FIN will do next, asked before it is told, with the answers at the end.
 * STATUS_UNSUPPORTED as fin_trace_run().
 */
enum status explanation_ask(struct explanation *e, struct error *error);

/* "finopt-explanation-1": the document, and for an infeasible instance what would be enough. */
void explanation_json_write(struct text *text, const struct explanation *e);

/* --- sections, in order; each adds itself to the document --- */

void explain_instance(struct explanation *e);
enum status explain_stages(struct explanation *e, struct error *error);
enum status explain_program(struct explanation *e, struct error *error);
enum status explain_answers(struct explanation *e, struct error *error);
void explain_slack(struct explanation *e);
enum status explain_second_best(struct explanation *e, struct error *error);
enum status explain_deadlines(struct explanation *e, struct error *error);
void explain_infeasible(struct explanation *e);

/* --- what they share --- */

/* Quanta in short SI words: `24 mJ`, `51 ms`. */
const char *explain_energy(const struct explanation *e, int64_t quanta);
const char *explain_time(const struct explanation *e, int64_t quanta);

/* The options of one answer, its time limit starting now. */
struct solve_options explain_options(const struct explanation *e);

/* Remembers `what` for the end of the page if the time limit of these options has passed. */
void explain_note_limit(struct explanation *e, const struct solve_options *options, const char *what);

/* `device, device, edge` of an application's choice; `device (9 times), edge (4 times)` of a long one. */
const char *explain_nodes(const struct explanation *e, const struct plan_application *choice);

#endif
