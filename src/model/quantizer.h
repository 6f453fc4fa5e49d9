/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_MODEL_QUANTIZER_H
#define FINOPT_MODEL_QUANTIZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "base/error.h"

struct arena;
struct instance;
struct instance_exit;
struct instance_link;
struct problem;
struct stage;

/* What the files of the quantiser share; the way in is model/quantize.h. */

enum rounding { ROUND_NEAREST, ROUND_UP, ROUND_DOWN };

/* What the integers of one kind are called, and which key of the instance makes them smaller. */
struct unit {
    const char *noun;
    const char *symbol;
    const char *quantum_key; /* NULL: there is no quantum, only the rate helps */
    double quantum;
};

struct quantizer {
    struct arena *arena;
    const struct instance *instance;
    struct problem *problem;
    const struct instance_link **physical_links; /* [problem->link_count]; NULL between places of one node */
    size_t *physical_nodes;                      /* [problem->node_count] node of the instance */
    double *shares;                              /* [problem->node_count] 1 without shares */
    struct unit energy;
    struct unit latency;
    struct unit load;
    size_t cells;        /* costs of all stages */
    size_t stage_cells;  /* blocks of all configurations */
    size_t graph_cells;  /* arcs of all extended graphs, at most */
    int128 energy_total; /* sums of the largest value of each stage, over all applications */
    int128 latency_total;
    int128 load_total;
    int128 memory_total;
    struct error *error;
};

/* Where a stage comes from: a block of an application, the reach of the block, its active exit. */
struct stage_source {
    size_t application;
    size_t block;
    double reach;
    const struct instance_exit *head; /* the active exit at this block, or NULL */
};

/* `x` as an integer; false, result untouched, if it is not below QUANTA_LIMIT. */
bool round_to_int64(int64_t *result, double x, enum rounding rounding);

/* STATUS_OVERFLOW for the quantity at `path`, with the quantum that would fit. */
enum status report_overflow(const struct quantizer *q, const struct unit *unit, double quanta,
                            const char *path);

/* STATUS_UNSUPPORTED: more cells than QUANTIZE_CELL_LIMIT. */
enum status report_too_large(const struct quantizer *q);

/* Builds a stage in the quantizer's arena. O(nodes + links). */
enum status stage_build(struct stage **built, struct quantizer *q, const struct stage_source *source);

/* Do two stages of the same block agree in every cost? */
bool stages_cost_the_same(const struct quantizer *q, const struct stage *a, const struct stage *b);

/* Adds the stage's largest costs to the sums that must stay below QUANTA_LIMIT. */
void stage_add_to_totals(struct quantizer *q, const struct stage *stage);

#endif
