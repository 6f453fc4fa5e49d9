/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_MODEL_INSTANCE_H
#define FINOPT_MODEL_INSTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/*
 * An instance: the physical data as the file says it, in doubles and SI units, with ids resolved to
 * indices. Nothing here has been rounded; model/quantize.h turns it into the integers of `struct problem`.
 *
 *   instance ── nodes[]  links[]
 *            ── models[] ── blocks[] ── profile[]        (time and energy measured on a node)
 *            │           ── exits[]  ── profile[]
 *            │           ── configurations[]             (fraction of samples that leave at each exit)
 *            ── applications[]                           (a model, a source, limits)
 *            ── provenance[], expected
 *
 * Invariants, established by io/instance_json.h: every index is in range, every list that must hold
 * something does, every number is finite and in the range of shared instance format, at most one link
 * joins an ordered pair of nodes (the reverse of a bidirectional link included), at most one exit
 * belongs to a block, the last block of a model has one, and fractions sum to 1 within 1e-9.
 */

/* The most shares that one node may offer. */
enum { SHARES_LIMIT = 16 };

/* Bytes of a node that states no memory limit. */
#define MEMORY_UNLIMITED INT64_MAX

struct instance_node {
    const char *id;
    const char *tier;
    double ops_per_s; /* 0: not given, blocks run here only by a profile entry */
    double power_w;
    int64_t memory_bytes; /* MEMORY_UNLIMITED if not given */
    double max_utilization;
    double *shares;     /* [share_count] each in (0, 1]: the parts of the node that may be reserved */
    size_t share_count; /* 0: blocks run at full speed and use what time they take */
};

struct instance_link {
    size_t from; /* index into nodes */
    size_t to;
    double bits_per_s;
    double latency_s;
    double energy_j_per_bit;
    double power_w;
    double max_utilization;
    bool bidirectional; /* stands for the reverse link too, with the same values */
};

/* Time and energy measured on one node; overrides `ops`. */
struct profile_entry {
    size_t node;
    double time_s;
    double energy_j; /* negative: not given, power_w * time_s */
};

struct profile {
    struct profile_entry *entries; /* [count], at most one per node */
    size_t count;
};

struct instance_block {
    const char *id;
    double ops; /* negative: not given, the profile must cover the node */
    double output_bits;
    int64_t memory_bytes;
    struct profile profile;
};

struct instance_exit {
    const char *id;
    size_t block;    /* index into the model's blocks: the head reads this block's output */
    double accuracy; /* negative: not given */
    double ops;
    int64_t memory_bytes;
    struct profile profile;
};

struct instance_configuration {
    const char *id;
    double accuracy;
    double *fractions; /* [exit_count], 0 where the exit is not named */
};

struct instance_model {
    const char *id;
    double input_bits;
    struct instance_block *blocks; /* [block_count] in chain order */
    size_t block_count;
    struct instance_exit *exits; /* [exit_count] */
    size_t exit_count;
    struct instance_configuration
        *configurations; /* [configuration_count]; 0: one per exit, by its accuracy */
    size_t configuration_count;
};

enum latency_metric {
    LATENCY_WORST_CASE, /* every sample is charged the whole way to the deepest exit */
    LATENCY_MEAN        /* latencies are weighted by the fraction of samples that reach the block */
};

struct instance_application {
    const char *id;
    size_t model;
    size_t source; /* node at which the input arises */
    double rate_per_s;
    double max_latency_s;
    double min_accuracy;
    enum latency_metric latency_metric;
    bool **allowed_nodes; /* [block_count of the model]: NULL row: every node; else [node_count] */
};

enum provenance_kind {
    PROVENANCE_MEASURED,
    PROVENANCE_VENDOR,
    PROVENANCE_SCALED,
    PROVENANCE_OVERLAY,
    PROVENANCE_ASSUMED,
    PROVENANCE_PUBLISHED
};

struct provenance {
    const char *path;
    const char *source;
    const char *licence; /* NULL if not given */
    enum provenance_kind kind;
};

enum expected_status { EXPECTED_NOTHING, EXPECTED_OPTIMAL, EXPECTED_INFEASIBLE };

struct expected {
    enum expected_status status;
    int64_t energy_quanta; /* with EXPECTED_OPTIMAL */
};

struct instance {
    const char *name;
    const char *description; /* NULL if not given, as are the next */
    const char *reference;
    double energy_quantum_j;
    double time_quantum_s;
    struct instance_node *nodes;
    size_t node_count;
    struct instance_link *links;
    size_t link_count;
    struct instance_model *models;
    size_t model_count;
    struct instance_application *applications;
    size_t application_count;
    struct provenance *provenance;
    size_t provenance_count;
    struct expected expected;
};

/*
 * Places: a node that offers shares is one place per share, in the order of the file, any other is one place.
 * In a problem, and in plans, nodes are places.
 */
size_t instance_place_count(const struct instance_node *node);

/* Index of the first place of a node among the places of all nodes. O(nodes). */
size_t instance_first_place(const struct instance *instance, size_t node);

/* "edge@0.25" for a share, in `arena`; the node's id if it has none. */
const char *instance_place_id(struct arena *arena, const struct instance_node *node, size_t place);

#endif
