/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does one block cost, on every node and over every link? Products are evaluated from left to right as
 * the problem statement writes them, so that another implementation in IEEE doubles gets the same integers.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "model/instance.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "model/quantizer.h"

/* Path of the number a computation's cost comes from: its profile entry, or its ops. */
static void computation_path(char *path, size_t size, const struct quantizer *q,
                             const struct stage_source *source, size_t node, bool of_head)
{
    const size_t m = q->instance->applications[source->application].model;
    const struct instance_model *model = &q->instance->models[m];
    const char *list = of_head ? "exits" : "blocks";
    const size_t index = of_head ? (size_t)(source->head - model->exits) : source->block;
    const struct profile *profile = of_head ? &source->head->profile : &model->blocks[index].profile;
    for (size_t i = 0; i < profile->count; i++) {
        if (profile->entries[i].node == node) {
            snprintf(path, size, "models[%zu].%s[%zu].profile[%zu]", m, list, index, i);
            return;
        }
    }
    snprintf(path, size, "models[%zu].%s[%zu].ops", m, list, index);
}

static void transfer_path(char *path, size_t size, const struct quantizer *q,
                          const struct stage_source *source)
{
    const size_t m = q->instance->applications[source->application].model;
    if (source->block == 0) {
        snprintf(path, size, "models[%zu].input_bits", m);
    } else {
        snprintf(path, size, "models[%zu].blocks[%zu].output_bits", m, source->block - 1);
    }
}

/* Seconds and joules of `ops` operations, or of the profile entry, on a node; false: it cannot run there. */
static bool run_on_node(double *seconds, double *joules, const struct instance_node *node, size_t node_index,
                        double ops, bool free_if_zero, const struct profile *profile)
{
    for (size_t i = 0; i < profile->count; i++) {
        const struct profile_entry *entry = &profile->entries[i];
        if (entry->node == node_index) {
            *seconds = entry->time_s;
            *joules = entry->energy_j >= 0.0 ? entry->energy_j : node->power_w * entry->time_s;
            return true;
        }
    }
    if (free_if_zero && ops == 0.0) {
        *seconds = 0.0;
        *joules = 0.0;
        return true;
    }
    if (ops < 0.0 || node->ops_per_s <= 0.0) {
        return false;
    }
    *seconds = ops / node->ops_per_s;
    *joules = node->power_w * *seconds;
    return true;
}

/* The columns of a stage while they are written. */
struct stage_columns {
    bool *allowed;
    int64_t *compute_energy;
    int64_t *compute_latency;
    int64_t *compute_load;
    int64_t *transfer_energy;
    int64_t *transfer_latency;
    int64_t *transfer_load;
};

/* The three costs of a computation or a transfer, in quanta and parts per million but not yet rounded. */
struct costs {
    double energy;
    double latency;
    double load;
};

struct cost_cells {
    int64_t *energy;
    int64_t *latency;
    int64_t *load;
};

/* Rounds the costs into their cells; NULL, or the unit of the one that does not fit, and its value. */
static const struct unit *round_costs(const struct cost_cells *cells, double *too_large,
                                      const struct quantizer *q, const struct costs *costs)
{
    if (!round_to_int64(cells->energy, costs->energy, ROUND_NEAREST)) {
        *too_large = costs->energy;
        return &q->energy;
    }
    if (!round_to_int64(cells->latency, costs->latency, ROUND_UP)) {
        *too_large = costs->latency;
        return &q->latency;
    }
    if (!round_to_int64(cells->load, costs->load, ROUND_UP)) {
        *too_large = costs->load;
        return &q->load;
    }
    return NULL;
}

static enum status quantize_computations(struct quantizer *q, const struct stage_columns *to,
                                         const struct stage_source *source)
{
    const struct instance_application *application = &q->instance->applications[source->application];
    const struct instance_block *block = &q->instance->models[application->model].blocks[source->block];
    const bool *allowed = application->allowed_nodes[source->block];
    const double weight = application->latency_metric == LATENCY_MEAN ? source->reach : 1.0;
    for (size_t n = 0; n < q->problem->node_count; n++) {
        const size_t physical = q->physical_nodes[n];
        const struct instance_node *node = &q->instance->nodes[physical];
        double seconds = 0.0;
        double joules = 0.0;
        double head_seconds = 0.0;
        double head_joules = 0.0;
        to->allowed[n] =
            (allowed == NULL || allowed[physical]) &&
            run_on_node(&seconds, &joules, node, physical, block->ops, false, &block->profile) &&
            (source->head == NULL || run_on_node(&head_seconds, &head_joules, node, physical,
                                                 source->head->ops, true, &source->head->profile));
        if (!to->allowed[n]) {
            continue;
        }
        const bool head_is_larger = head_seconds > seconds || head_joules > joules;
        seconds += head_seconds;
        joules += head_joules;
        const struct costs costs = {
            .energy = application->rate_per_s * source->reach * joules / q->energy.quantum,
            /* A share of the node takes as many times longer, and is reserved as a whole. */
            .latency = seconds / q->shares[n] / q->latency.quantum * weight,
            .load = q->problem->nodes[n].is_share
                        ? (double)LOAD_SCALE * q->shares[n]
                        : (double)LOAD_SCALE * application->rate_per_s * source->reach * seconds,
        };
        const struct cost_cells cells = {&to->compute_energy[n], &to->compute_latency[n],
                                         &to->compute_load[n]};
        double value = 0.0;
        const struct unit *too_large = round_costs(&cells, &value, q, &costs);
        if (too_large != NULL) {
            char path[128];
            computation_path(path, sizeof path, q, source, physical, head_is_larger);
            return report_overflow(q, too_large, value, path);
        }
    }
    return STATUS_OK;
}

static enum status quantize_transfers(struct quantizer *q, const struct stage_columns *to,
                                      const struct stage_source *source)
{
    const struct instance_application *application = &q->instance->applications[source->application];
    const struct instance_model *model = &q->instance->models[application->model];
    const double bits = source->block == 0 ? model->input_bits : model->blocks[source->block - 1].output_bits;
    const double weight = application->latency_metric == LATENCY_MEAN ? source->reach : 1.0;
    for (size_t l = 0; l < q->problem->link_count; l++) {
        const struct instance_link *link = q->physical_links[l];
        if (link == NULL) {
            continue;
        }
        const double seconds = bits / link->bits_per_s + link->latency_s;
        const double joules = bits * (link->energy_j_per_bit + link->power_w / link->bits_per_s);
        const struct costs costs = {
            .energy = application->rate_per_s * source->reach * joules / q->energy.quantum,
            .latency = seconds / q->latency.quantum * weight,
            .load = (double)LOAD_SCALE * application->rate_per_s * source->reach * bits / link->bits_per_s,
        };
        const struct cost_cells cells = {&to->transfer_energy[l], &to->transfer_latency[l],
                                         &to->transfer_load[l]};
        double value = 0.0;
        const struct unit *too_large = round_costs(&cells, &value, q, &costs);
        if (too_large != NULL) {
            char path[128];
            transfer_path(path, sizeof path, q, source);
            return report_overflow(q, too_large, value, path);
        }
    }
    return STATUS_OK;
}

static int64_t largest(const int64_t *values, size_t count)
{
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) {
        most = max_int64(most, values[i]);
    }
    return most;
}

void stage_add_to_totals(struct quantizer *q, const struct stage *stage)
{
    const size_t nodes = q->problem->node_count;
    const size_t links = q->problem->link_count;
    q->energy_total +=
        largest(stage->compute_energy_quanta, nodes) + largest(stage->transfer_energy_quanta, links);
    q->latency_total +=
        largest(stage->compute_latency_quanta, nodes) + largest(stage->transfer_latency_quanta, links);
    q->load_total += largest(stage->compute_load_ppm, nodes) + largest(stage->transfer_load_ppm, links);
    q->memory_total += stage->memory_bytes;
}

/* Builds the stage in the arena; its columns are one block of memory, which makes comparing them easy. */
enum status stage_build(struct stage **built, struct quantizer *q, const struct stage_source *source)
{
    const size_t nodes = q->problem->node_count;
    const size_t links = q->problem->link_count;
    const struct instance_application *application = &q->instance->applications[source->application];
    const struct instance_block *block = &q->instance->models[application->model].blocks[source->block];
    q->cells += nodes + links;
    if (q->cells > QUANTIZE_CELL_LIMIT) {
        return report_too_large(q);
    }
    int64_t *values = ARENA_ARRAY(q->arena, int64_t, 3 * (nodes + links));
    const struct stage_columns columns = {
        .allowed = ARENA_ARRAY(q->arena, bool, nodes),
        .compute_energy = values,
        .compute_latency = values + nodes,
        .compute_load = values + 2 * nodes,
        .transfer_energy = values + 3 * nodes,
        .transfer_latency = values + 3 * nodes + links,
        .transfer_load = values + 3 * nodes + 2 * links,
    };
    enum status status = quantize_computations(q, &columns, source);
    if (status != STATUS_OK) {
        return status;
    }
    status = quantize_transfers(q, &columns, source);
    if (status != STATUS_OK) {
        return status;
    }
    struct stage *stage = ARENA_NEW(q->arena, struct stage);
    *stage = (struct stage){
        .block = source->block,
        .memory_bytes = block->memory_bytes + (source->head != NULL ? source->head->memory_bytes : 0),
        .allowed = columns.allowed,
        .compute_energy_quanta = columns.compute_energy,
        .compute_latency_quanta = columns.compute_latency,
        .compute_load_ppm = columns.compute_load,
        .transfer_energy_quanta = columns.transfer_energy,
        .transfer_latency_quanta = columns.transfer_latency,
        .transfer_load_ppm = columns.transfer_load,
    };
    *built = stage;
    return STATUS_OK;
}

bool stages_cost_the_same(const struct quantizer *q, const struct stage *a, const struct stage *b)
{
    const size_t nodes = q->problem->node_count;
    const size_t values = 3 * (nodes + q->problem->link_count);
    return a->memory_bytes == b->memory_bytes &&
           memcmp(a->allowed, b->allowed, nodes * sizeof *a->allowed) == 0 &&
           memcmp(a->compute_energy_quanta, b->compute_energy_quanta,
                  values * sizeof *a->compute_energy_quanta) == 0;
}
