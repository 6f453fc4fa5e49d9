/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_MODEL_PROBLEM_H
#define FINOPT_MODEL_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/instance.h"

struct arena;

/*
 * The problem (P0)-(P8) in integers; immutable once built by model/quantize.h.
 *
 *   application ── configurations[] ── stages[0 .. depth-1] ──> struct stage
 *
 *                 stage 1        stage 2        stage 3
 *   exit1         A                                        depth 1
 *   exit3         A              B              C          depth 3: A is shared, its costs agree
 *
 * A stage is block i as one or several configurations run it: what computing it costs on every node
 * and what moving its input over every link costs. Two configurations point to the same stage exactly
 * when all its costs agree, so pointer equality is equality of costs.
 *
 * Invariant that lets every method add without checks: the sum, over all applications, of the largest
 * energy (latency, load, memory) of each stage is below QUANTA_LIMIT; all values are >= 0.
 */
#define QUANTA_LIMIT (INT64_C(1) << 60)

/* Parts per million: node and link loads. Parts per billion: accuracies, so that (P5) is exact. */
#define LOAD_SCALE INT64_C(1000000)
#define ACCURACY_SCALE INT64_C(1000000000)

struct problem_node {
    const char *id;
    const char *tier;
    int64_t capacity_ppm; /* (P6) */
    int64_t memory_bytes; /* (P7), MEMORY_UNLIMITED if there is no limit */
};

/* Directed; the reverse of a bidirectional link is a link of its own. */
struct problem_link {
    size_t from;
    size_t to;
    int64_t capacity_ppm; /* (P8) */
};

/* Block `block` under the configurations that share this stage. */
struct stage {
    size_t block;         /* 0-based position in the chain */
    int64_t memory_bytes; /* of the block and its active exit heads */
    const bool *allowed;  /* [node_count] (P3), and the node can run the block and its active exits */
    const int64_t *compute_energy_quanta;  /* [node_count], 0 where not allowed */
    const int64_t *compute_latency_quanta; /* [node_count] */
    const int64_t *compute_load_ppm;       /* [node_count] */
    const int64_t *transfer_energy_quanta; /* [link_count] moving the input of this block over the link */
    const int64_t *transfer_latency_quanta; /* [link_count] */
    const int64_t *transfer_load_ppm;       /* [link_count] */
};

struct problem_configuration {
    const char *id;
    int64_t accuracy_ppb;
    size_t depth;                 /* D_c, >= 1 */
    const struct stage **stages;  /* [depth] */
};

struct problem_application {
    const char *id;
    size_t source;
    int64_t deadline_quanta;
    int64_t min_accuracy_ppb;
    struct problem_configuration *configurations; /* [configuration_count], those below the target included */
    size_t configuration_count;
};

struct problem {
    const char *name;
    double energy_quantum_j; /* for printing only */
    double time_quantum_s;   /* for printing only */
    struct problem_node *nodes;
    size_t node_count;
    struct problem_link *links; /* [link_count], ordered by (from, to) */
    size_t link_count;
    const size_t *link_begin; /* [node_count + 1]: links from node n are link_begin[n] .. link_begin[n+1]-1 */
    struct problem_application *applications;
    size_t application_count;
    struct expected expected;
};

/* No such link. */
#define NO_LINK SIZE_MAX

/* The link from one node to another, or NO_LINK. O(log degree). */
size_t problem_find_link(const struct problem *problem, size_t from, size_t to);

/* (P5): does this configuration reach the application's accuracy target? */
bool configuration_is_accurate(const struct problem_application *application,
                               const struct problem_configuration *configuration);

/* The same problem with another deadline for one application; shares all other data. In `arena`. */
const struct problem *problem_with_deadline(struct arena *arena, const struct problem *problem, size_t application,
                                            int64_t deadline_quanta);

#endif
