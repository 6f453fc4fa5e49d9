/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_VERIFY_VERIFY_PLAN_H
#define FINOPT_VERIFY_VERIFY_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct plan;
struct problem;

/*
 * The judge: recomputes (P0)-(P8) from problem and plan alone, in integers. It sees no graph, no solver
 * and no file, so it cannot share their mistakes.
 */
struct violation {
    const char *tag;     /* "P1" .. "P8" */
    const char *subject; /* application, `application/block`, node or `from->to`, by id */
    int64_t value;       /* what the plan has */
    int64_t limit;       /* what it may have */
    int64_t excess;      /* by how much it is off, > 0 */
    const char *message; /* "(P4) latency of camera is 5203411 quanta (5.203 ms), deadline 5000000" */
};

struct application_evaluation {
    int64_t energy_quanta;
    int64_t compute_energy_quanta; /* part of it */
    int64_t latency_quanta;
    int64_t compute_latency_quanta; /* part of it */
};

struct evaluation {
    bool is_feasible;      /* no violation */
    int64_t energy_quanta; /* (P0); of what can be computed if the plan breaks (P1)-(P3) */
    struct application_evaluation *applications; /* [application_count] */
    int64_t *node_loads_ppm;    /* [node_count] (P6), by the node that owns the row, as are the next */
    int64_t *node_memory_bytes; /* [node_count] (P7) */
    int64_t *link_loads_ppm;    /* [link_count] (P8) */
    struct violation *violations;
    size_t violation_count;
};

/* Judges `plan`; the evaluation lives in `arena`. Cannot fail: every plan gets a judgement. O(blocks). */
void verify_plan(struct evaluation *evaluation, struct arena *arena, const struct problem *problem,
                 const struct plan *plan);

#endif
