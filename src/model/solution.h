/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_MODEL_SOLUTION_H
#define FINOPT_MODEL_SOLUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct certificate;
struct plan;

/* What a method answers. None of these is a failure. */
enum outcome {
    OUTCOME_OPTIMAL,    /* a plan, and a proof that none costs less */
    OUTCOME_FEASIBLE,   /* a plan, no proof */
    OUTCOME_INFEASIBLE, /* a proof that there is no plan */
    OUTCOME_UNKNOWN     /* no plan and no proof: a limit came first, or a heuristic found nothing */
};

/* A count of work in deterministic units: labels, relaxations, pivots, branch nodes. */
struct effort {
    const char *name; /* a string literal */
    int64_t count;
};

enum { EFFORT_LIMIT = 10 };

/* What the linear relaxation of an integer program is worth: a lower bound on the points of the program. */
struct linear_relaxation {
    bool is_known;
    bool is_infeasible;  /* has no point; GLPK's word */
    double value_quanta; /* floating point */
    bool is_integral;    /* the point that was found is one of integers, to 1e-9 */
    const char *exact;   /* the value as "35" or "71/2", proved in integers; NULL: not known */
};

/* Answer of one method. `plan` is set exactly for OPTIMAL and FEASIBLE. */
struct solution {
    enum outcome outcome;
    const struct plan *plan;
    int64_t energy_quanta; /* of the plan, as the method claims it; the verifier recomputes it */
    bool has_bound;
    int64_t bound_quanta; /* no plan costs less; equal to the energy with OPTIMAL */
    const char *proof;    /* what OPTIMAL or INFEASIBLE rests on; NULL without a proof */
    const char *note;     /* what a reader should know: which limit came first, what a window cost; or NULL */
    struct linear_relaxation relaxation; /* of the integer program, before branching */
    struct effort efforts[EFFORT_LIMIT];
    size_t effort_count;
    const struct certificate *certificate; /* of bound_quanta, or of infeasibility; NULL: none was made */
};

/* Adds `count` to the effort of that name, which is created if new. */
void solution_add_effort(struct solution *solution, const char *name, int64_t count);

/* The effort of that name, 0 if there is none. */
int64_t solution_effort(const struct solution *solution, const char *name);

/* "optimal", "feasible", "infeasible", "unknown". */
const char *outcome_name(enum outcome outcome);

#endif
