/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPLAIN_FIN_TRACE_H
#define FINOPT_EXPLAIN_FIN_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct feasible_graph;

/*
 * Stage 3 of FIN told step by step. The same dynamic programme as solve/least_energy_path.c, written for the
 * reader and not for the machine: one event per thing that happens, in the order in which it happens.
 *
 *   RELAX    a way into a replica (vertex, depth) that is the first, or cheaper than the best so far
 *   REJECT   a way that is not: too late, or not cheaper
 *   SETTLE   nothing more leads into the replica; its energy is final
 *   FINISH   the cheapest replica of the sink, or none
 */
enum trace_kind { TRACE_RELAX, TRACE_REJECT, TRACE_SETTLE, TRACE_FINISH };

enum trace_reason {
    TRACE_FIRST,       /* RELAX: no way was known */
    TRACE_CHEAPER,     /* RELAX: the best so far costs more */
    TRACE_NOT_CHEAPER, /* REJECT: the best so far costs no more */
    TRACE_BEYOND,      /* REJECT: the replica would be deeper than gamma */
    TRACE_DEAD_END,    /* REJECT: from there even the fastest way on is beyond gamma */
    TRACE_NONE
};

struct trace_event {
    enum trace_kind kind;
    enum trace_reason reason;
    size_t arc;              /* of the extended graph: the way; of SETTLE the best one. SIZE_MAX: none */
    size_t vertex;           /* head of the way; of FINISH the sink */
    int32_t tail_depth;      /* before the way */
    int32_t depth;           /* after it; may be beyond gamma */
    int64_t energy_quanta;   /* up to and with the way */
    int64_t previous_quanta; /* best before the way; TRACE_NO_ENERGY: none */
};

#define TRACE_NO_ENERGY (-1)

typedef void trace_listener(void *context, const struct trace_event *event);

/* What the programme ends with. */
struct trace_result {
    bool found;
    int64_t energy_quanta;
    int32_t depth; /* of the sink */
    size_t *arcs;  /* [arc_count] from the source */
    size_t arc_count;
};

/* No trace has more events than these. */
enum { TRACE_EVENT_LIMIT = 1000000 };

/* No more events than these will be told of the graph. */
double fin_trace_most_events(const struct feasible_graph *feasible);

/*
 * Runs the programme on a graph that is not empty and tells `listener`, which may be NULL, every event. The
 * path lives in `arena`; `scratch` is rewound. STATUS_UNSUPPORTED if there could be more than
 * TRACE_EVENT_LIMIT events, before the first. O(gamma * arcs).
 */
enum status fin_trace_run(struct trace_result *result, struct arena *arena, struct arena *scratch,
                          const struct feasible_graph *feasible, trace_listener *listener, void *context,
                          struct error *error);

#endif
