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
#define LOAD_SCALE     INT64_C(1000000)
#define ACCURACY_SCALE INT64_C(1000000000)

/*
 * Where a block can run. A node of the instance that offers shares stands here once per share, as places in a
 * row:
 *
 *   instance    device   edge (shares 0.25, 0.5)      cloud
 *   problem     device   edge@0.25   edge@0.5         cloud
 *   place         0          0          1               0
 *
 * Places of one node share its capacity and memory: rows (P6), (P7) belong to the first, the *owner*.
 */
struct problem_node {
    const char *id; /* "edge", or "edge@0.25" */
    const char *tier;
    int64_t capacity_ppm; /* (P6) */
    int64_t memory_bytes; /* (P7), MEMORY_UNLIMITED if there is no limit */
    size_t place;         /* how many places of the same node stand before it */
    bool is_share;        /* the load is charged on entering the place, not per block */
};

/*
 * Directed; the reverse of a bidirectional link is a link of its own. A physical link between nodes with
 * places stands here once per pair of places, and its row (P8) belongs to the first of them. Places of one
 * node are joined by links that cost nothing and have no row.
 */
struct problem_link {
    size_t from;
    size_t to;
    int64_t capacity_ppm;  /* (P8) */
    size_t owner_distance; /* how many links before this one stands the one that owns the row */
};

/* Block `block` under the configurations that share this stage. */
struct stage {
    size_t block;         /* 0-based position in the chain */
    int64_t memory_bytes; /* of the block and its active exit heads */
    const bool *allowed;  /* [node_count] (P3), and the node can run the block and its active exits */
    const int64_t *compute_energy_quanta;   /* [node_count], 0 where not allowed */
    const int64_t *compute_latency_quanta;  /* [node_count] */
    const int64_t *compute_load_ppm;        /* [node_count] of a share, what entering it costs */
    const int64_t *transfer_energy_quanta;  /* [link_count] moving the input of this block over the link */
    const int64_t *transfer_latency_quanta; /* [link_count] */
    const int64_t *transfer_load_ppm;       /* [link_count] */
};

struct problem_configuration {
    const char *id;
    int64_t accuracy_ppb;
    size_t depth;                /* D_c, >= 1 */
    const struct stage **stages; /* [depth] */
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

/* The most blocks that a path of the application can have. */
static inline size_t problem_application_depth(const struct problem_application *application)
{
    size_t most = 0;
    for (size_t c = 0; c < application->configuration_count; c++) {
        const size_t depth = application->configurations[c].depth;
        most = depth > most ? depth : most;
    }
    return most;
}

/* The node, or link, to which the rows of `node`, or `link`, belong. */
static inline size_t problem_node_owner(const struct problem *problem, size_t node)
{
    return node - problem->nodes[node].place;
}

static inline size_t problem_link_owner(const struct problem *problem, size_t link)
{
    return link - problem->links[link].owner_distance;
}

/*
 * What a block adds to the row (P6) of the node that owns `node`, its input coming from `from`, which is
 * NO_NODE for the first block. A share is charged once per run of consecutive blocks on the same place.
 */
#define NO_NODE SIZE_MAX
static inline int64_t problem_block_load_ppm(const struct problem *problem, const struct stage *stage,
                                             size_t from, size_t node)
{
    return problem->nodes[node].is_share && from == node ? 0 : stage->compute_load_ppm[node];
}

/* The link from one node to another, or NO_LINK. O(log degree). */
size_t problem_find_link(const struct problem *problem, size_t from, size_t to);

/* Id of the instance's node that `node` is a place of: "edge" for "edge@0.25". In `arena` where it is not the
 * node's own. */
const char *problem_row_id(struct arena *arena, const struct problem *problem, size_t node);

/* (P5): does this configuration reach the application's accuracy target? */
bool configuration_is_accurate(const struct problem_application *application,
                               const struct problem_configuration *configuration);

/* The same problem with another deadline for one application; shares all other data. In `arena`. */
const struct problem *problem_with_deadline(struct arena *arena, const struct problem *problem,
                                            size_t application, int64_t deadline_quanta);

#endif
