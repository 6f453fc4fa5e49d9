/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_COMPARE_RECORD_H
#define FINOPT_COMPARE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/solution.h"

/*
 * Records: what is known about an instance after some methods ran. Self-contained (ids and numbers, no
 * pointers into a problem), so that one can be sent from the child that solves to the parent that
 * reports, written to a file, read back and merged. report/ turns records into text and never runs anything.
 *
 *   instance_record ── results[]  (one method_record each, in the order they ran)
 *                   ── findings[] (what is wrong or worth saying; the worst decides the verdict)
 */

/* Verdicts from best to most severe. VERDICT_NONE: nothing could be checked, the file was refused. */
enum verdict {
    VERDICT_NONE,
    VERDICT_AGREE,
    VERDICT_UNPROVED,
    VERDICT_GAP,
    VERDICT_CHANGED, /* not the instance that a baseline recorded */
    VERDICT_REGRESSED,
    VERDICT_DISAGREE,
    VERDICT_REFUTED,
    VERDICT_CRASHED
};

enum { VERDICT_COUNT = VERDICT_CRASHED + 1 };

enum result_status { RESULT_OPTIMAL, RESULT_FEASIBLE, RESULT_INFEASIBLE, RESULT_UNKNOWN, RESULT_ERROR };

/* A plan by ids, as a plan file holds it. */
struct plan_record_application {
    const char *id;
    const char *configuration;
    const char **nodes; /* [node_count] */
    size_t node_count;
    int64_t energy_quanta; /* recomputed by the verifier, as is the next */
    int64_t latency_quanta;
};

/* What a plan uses of a shared resource: a row (P6)-(P8) that some choice could violate. */
struct resource_record {
    const char *row; /* "P6[edge]" */
    int64_t used;    /* parts per million; bytes for (P7) */
    int64_t capacity;
};

struct plan_record {
    struct plan_record_application *applications; /* [application_count] */
    size_t application_count;
    struct resource_record *resources; /* [resource_count] */
    size_t resource_count;
};

struct named_count {
    const char *name;
    int64_t count;
};

struct named_text {
    const char *name;
    const char *value; /* as JSON prints it: `100`, `"ceil"` */
};

/* One method on one instance. */
struct method_record {
    const char *method;
    const char *label; /* "ilp:path" where one method runs in several ways; NULL: the method's name says it */
    enum result_status status;
    bool has_energy;
    int64_t energy_quanta;
    bool has_bound;
    int64_t bound_quanta;
    const char *proof;              /* NULL without one */
    const char *note;               /* NULL, or what a reader should know; for RESULT_ERROR what failed */
    const struct plan_record *plan; /* NULL without one */
    struct named_text *parameters;
    size_t parameter_count;
    struct named_count *efforts;
    size_t effort_count;
    struct linear_relaxation relaxation; /* of ilp, if it was asked for */
    double solve_s;     /* wall clock, NAN if unknown; the only number that differs between runs */
    bool is_exact;      /* of kind SOLVER_EXACT */
    bool is_unverified; /* the verifier rejected its plan or its energy; a finding says why */
};

struct finding {
    enum verdict severity; /* VERDICT_AGREE: for information only */
    const char *message;
    bool is_derived; /* found by verdict_decide() in the results; it starts anew each time */
};

struct instance_record {
    const char *file;
    const char *instance; /* name; NULL until the file has been read */
    double energy_quantum_j;
    double time_quantum_s;
    struct method_record *results;
    size_t result_count;
    struct finding *findings;
    size_t finding_count;
    bool is_refused; /* the file could not be read, or holds what this version does not support */

    /* Derived by verdict_decide(): */
    enum verdict verdict;
    enum result_status status; /* OPTIMAL or INFEASIBLE if proved, else the best there is */
    bool has_optimum;
    int64_t optimum_quanta;
    const char **proved_by; /* [proved_by_count] method names */
    size_t proved_by_count;

    double elapsed_s;          /* reading and all methods; timing only */
    int64_t peak_memory_bytes; /* of the child that ran it; timing only; 0 if unknown */
};

/* "agree", "crashed", ...; "refused" for VERDICT_NONE. */
const char *verdict_name(enum verdict verdict);

/* "optimal", "feasible", "infeasible", "unknown", "error". */
const char *result_status_name(enum result_status status);

/* What people call this result. */
const char *method_record_label(const struct method_record *result);

/* (energy - bound) / energy; 0 when they are equal; negative only if the energy is below the bound. */
double relative_gap(int64_t energy_quanta, int64_t bound_quanta);

#endif
