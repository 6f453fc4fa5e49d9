/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPLAIN_TRACE_WORDS_H
#define FINOPT_EXPLAIN_TRACE_WORDS_H

#include <stddef.h>

#include "explain/fin_trace.h"

struct arena;
struct extended_graph;
struct instance;
struct text;

/* What is needed to call the parts of a feasible graph by their names. */
struct trace_names {
    struct arena *arena;
    const struct instance *instance;
    const struct feasible_graph *feasible;
};

/* `b1 on device`, with the configurations where that is not enough; `the source`, `the exit`. */
const char *vertex_words(struct arena *arena, const struct instance *instance,
                         const struct extended_graph *graph, size_t v);

/* Why it happened: `the first way`, `24 mJ is less than 38 mJ`, `depth 11 is beyond gamma 10`. */
const char *trace_reason_words(const struct trace_names *names, const struct trace_event *event);

/* `24 mJ`: quanta in short SI words. */
const char *trace_energy_words(const struct trace_names *names, int64_t energy_quanta);

/*
 * The trace as JSON, one event a line ("finopt-trace-1"): an `init` with the sizes, then every event with its
 * `step`, energies in quanta, and `why`; `finish` has the plan. In the order of applications, each alone.
 */
void trace_json_init(struct text *text, const struct trace_names *names);
void trace_json_event(struct text *text, const struct trace_names *names, const struct trace_event *event,
                      size_t step);
void trace_json_finish(struct text *text, const struct trace_names *names, const struct trace_result *result,
                       size_t step);

#endif
