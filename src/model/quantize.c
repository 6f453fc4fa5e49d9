/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does an instance become a problem? The network first, then each application: its limits, and for each
 * configuration the stages it runs through.
 *
 * A stage (block under a configuration) is built once: configurations that agree in the reach of a block
 * and in its active exit share it at once; those that differ but cost the same are found by comparing costs.
 * Roundings are in model/quantize_rounding.c, costs in model/quantize_stage.c.
 */
#include "model/quantize.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/checked.h"
#include "model/instance.h"
#include "model/problem.h"
#include "model/quantizer.h"

/* A block's stage as it is first met, kept to be shared. */
struct stage_key {
    double reach;
    bool head_is_active;
    const struct stage *stage;
};

/* The stage of a source: one met before (`known`, `*known_count` of them for this block), or a new one. */
static enum status find_or_build_stage(struct quantizer *q, const struct stage **found, struct stage_key *known,
                                       size_t *known_count, const struct stage_source *source)
{
    for (size_t i = 0; i < *known_count; i++) {
        if (known[i].reach == source->reach && known[i].head_is_active == (source->head != NULL)) {
            *found = known[i].stage;
            return STATUS_OK;
        }
    }
    const struct arena_mark mark = arena_mark(q->arena);
    struct stage *built = NULL;
    const enum status status = stage_build(&built, q, source);
    if (status != STATUS_OK) {
        return status;
    }
    const struct stage *stage = built;
    for (size_t i = 0; i < *known_count; i++) {
        if (stages_cost_the_same(q, known[i].stage, stage)) {
            arena_rewind(q->arena, mark);
            stage = known[i].stage;
            break;
        }
    }
    if (stage == built) {
        stage_add_to_totals(q, built);
    }
    known[*known_count] = (struct stage_key){source->reach, source->head != NULL, stage};
    *known_count += 1;
    *found = stage;
    return STATUS_OK;
}

/* The configurations of a model: those it states, or one per exit at which every sample leaves. */
static const struct instance_configuration *effective_configurations(struct quantizer *q, size_t *count,
                                                                     const struct instance_model *model)
{
    if (model->configuration_count > 0) {
        *count = model->configuration_count;
        return model->configurations;
    }
    struct instance_configuration *made =
        ARENA_ARRAY(q->arena, struct instance_configuration, model->exit_count);
    for (size_t x = 0; x < model->exit_count; x++) {
        made[x].id = model->exits[x].id;
        made[x].accuracy = model->exits[x].accuracy;
        made[x].fractions = ARENA_ARRAY(q->arena, double, model->exit_count);
        made[x].fractions[x] = 1.0;
    }
    *count = model->exit_count;
    return made;
}

/* D_c: blocks up to and with the last exit that has a positive fraction. */
static size_t configuration_depth(const struct instance_model *model, const struct instance_configuration *configuration)
{
    size_t depth = 0;
    for (size_t x = 0; x < model->exit_count; x++) {
        if (configuration->fractions[x] > 0.0 && model->exits[x].block + 1 > depth) {
            depth = model->exits[x].block + 1;
        }
    }
    return depth;
}

/* r_{c,i} = 1 - sum of the fractions of exits at blocks before i. */
static double block_reach(const struct instance_model *model, const struct instance_configuration *configuration,
                          size_t block)
{
    double left = 0.0;
    for (size_t x = 0; x < model->exit_count; x++) {
        if (model->exits[x].block < block) {
            left += configuration->fractions[x];
        }
    }
    return fmax(0.0, 1.0 - left);
}

static const struct instance_exit *active_exit(const struct instance_model *model,
                                               const struct instance_configuration *configuration, size_t block)
{
    for (size_t x = 0; x < model->exit_count; x++) {
        if (model->exits[x].block == block && configuration->fractions[x] > 0.0) {
            return &model->exits[x];
        }
    }
    return NULL;
}

static int compare_stage_sequences(const void *a, const void *b)
{
    const struct problem_configuration *x = *(const struct problem_configuration *const *)a;
    const struct problem_configuration *y = *(const struct problem_configuration *const *)b;
    for (size_t i = 0; i < x->depth && i < y->depth; i++) {
        if (x->stages[i] != y->stages[i]) {
            return (uintptr_t)x->stages[i] < (uintptr_t)y->stages[i] ? -1 : 1;
        }
    }
    return (x->depth > y->depth) - (x->depth < y->depth);
}

/*
 * Prefixes of the configurations' stage sequences: vertices of the extended graph are (prefix, node), so
 * their number bounds its size. Sorted, each configuration adds what it does not share with its neighbour.
 */
static size_t count_prefixes(const struct quantizer *q, const struct problem_application *application)
{
    const struct arena_mark mark = arena_mark(q->arena);
    const size_t count = application->configuration_count;
    const struct problem_configuration **sorted =
        ARENA_ARRAY(q->arena, const struct problem_configuration *, count);
    for (size_t c = 0; c < count; c++) {
        sorted[c] = &application->configurations[c];
    }
    qsort(sorted, count, sizeof *sorted, compare_stage_sequences);
    size_t prefixes = 0;
    for (size_t c = 0; c < count; c++) {
        size_t shared = 0;
        while (c > 0 && shared < sorted[c]->depth && shared < sorted[c - 1]->depth &&
               sorted[c]->stages[shared] == sorted[c - 1]->stages[shared]) {
            shared++;
        }
        prefixes += sorted[c]->depth - shared;
    }
    arena_rewind(q->arena, mark);
    return prefixes;
}

static int64_t parts_per_billion(double accuracy)
{
    return (int64_t)floor(accuracy * (double)ACCURACY_SCALE + 0.5);
}

static enum status quantize_configurations(struct quantizer *q, size_t h)
{
    const struct instance_model *model = &q->instance->models[q->instance->applications[h].model];
    struct problem_application *application = &q->problem->applications[h];
    size_t count = 0;
    const struct instance_configuration *configurations = effective_configurations(q, &count, model);
    application->configuration_count = count;
    application->configurations = ARENA_ARRAY(q->arena, struct problem_configuration, count);
    for (size_t c = 0; c < count; c++) {
        const size_t depth = configuration_depth(model, &configurations[c]);
        application->configurations[c] = (struct problem_configuration){
            .id = configurations[c].id,
            .accuracy_ppb = parts_per_billion(configurations[c].accuracy),
            .depth = depth,
            .stages = ARENA_ARRAY(q->arena, const struct stage *, depth),
        };
    }
    struct stage_key *known = ARENA_ARRAY(q->arena, struct stage_key, count);
    for (size_t i = 0; i < model->block_count; i++) {
        size_t known_count = 0;
        for (size_t c = 0; c < count; c++) {
            if (i >= application->configurations[c].depth) {
                continue;
            }
            const struct stage_source source = {
                .application = h,
                .block = i,
                .reach = block_reach(model, &configurations[c], i),
                .head = active_exit(model, &configurations[c], i),
            };
            const enum status status = find_or_build_stage(q, &application->configurations[c].stages[i], known,
                                                           &known_count, &source);
            if (status != STATUS_OK) {
                return status;
            }
        }
    }
    q->graph_cells += count_prefixes(q, application) * (q->problem->node_count + q->problem->link_count);
    return q->graph_cells > QUANTIZE_CELL_LIMIT ? report_too_large(q) : STATUS_OK;
}

static enum status quantize_application(struct quantizer *q, size_t h)
{
    const struct instance_application *from = &q->instance->applications[h];
    struct problem_application *to = &q->problem->applications[h];
    to->id = from->id;
    to->source = from->source;
    to->min_accuracy_ppb = parts_per_billion(from->min_accuracy);
    const double deadline = from->max_latency_s / q->latency.quantum;
    if (!round_to_int64(&to->deadline_quanta, deadline, ROUND_DOWN)) {
        char path[64];
        snprintf(path, sizeof path, "applications[%zu].max_latency_s", h);
        return report_overflow(q, &q->latency, deadline, path);
    }
    return quantize_configurations(q, h);
}

/* A link of the problem with the physical link it comes from, while they are sorted. */
struct directed_link {
    size_t from;
    size_t to;
    const struct instance_link *physical;
};

static int compare_directed_links(const void *a, const void *b)
{
    const struct directed_link *x = a;
    const struct directed_link *y = b;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    return (x->to > y->to) - (x->to < y->to);
}

static int64_t capacity_ppm(double max_utilization)
{
    int64_t capacity = 0;
    /* max_utilization is at most 1, so this cannot overflow. */
    BUG_IF(!round_to_int64(&capacity, (double)LOAD_SCALE * max_utilization, ROUND_DOWN));
    return capacity;
}

static void quantize_network(struct quantizer *q)
{
    const struct instance *instance = q->instance;
    struct problem *problem = q->problem;
    problem->node_count = instance->node_count;
    problem->nodes = ARENA_ARRAY(q->arena, struct problem_node, instance->node_count);
    for (size_t n = 0; n < instance->node_count; n++) {
        problem->nodes[n] = (struct problem_node){
            .id = instance->nodes[n].id,
            .tier = instance->nodes[n].tier,
            .capacity_ppm = capacity_ppm(instance->nodes[n].max_utilization),
            .memory_bytes = instance->nodes[n].memory_bytes,
        };
    }
    struct directed_link *directed = ARENA_ARRAY(q->arena, struct directed_link, 2 * instance->link_count);
    size_t count = 0;
    for (size_t l = 0; l < instance->link_count; l++) {
        const struct instance_link *link = &instance->links[l];
        directed[count++] = (struct directed_link){link->from, link->to, link};
        if (link->bidirectional) {
            directed[count++] = (struct directed_link){link->to, link->from, link};
        }
    }
    qsort(directed, count, sizeof *directed, compare_directed_links);
    problem->link_count = count;
    problem->links = ARENA_ARRAY(q->arena, struct problem_link, count);
    q->physical_links = ARENA_ARRAY(q->arena, const struct instance_link *, count);
    size_t *link_begin = ARENA_ARRAY(q->arena, size_t, instance->node_count + 1);
    for (size_t l = 0; l < count; l++) {
        problem->links[l] = (struct problem_link){
            .from = directed[l].from,
            .to = directed[l].to,
            .capacity_ppm = capacity_ppm(directed[l].physical->max_utilization),
        };
        q->physical_links[l] = directed[l].physical;
        link_begin[directed[l].from + 1]++;
    }
    for (size_t n = 0; n < instance->node_count; n++) {
        link_begin[n + 1] += link_begin[n];
    }
    problem->link_begin = link_begin;
}

/* The invariant of struct problem: sums over whole plans stay below QUANTA_LIMIT. */
static enum status check_totals(struct quantizer *q)
{
    const struct {
        int128 total;
        const struct unit *unit;
        const char *path;
    } totals[] = {
        {q->energy_total, &q->energy, "quantum.energy_j"},
        {q->latency_total, &q->latency, "quantum.time_s"},
        {q->load_total, &q->load, "applications"},
    };
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
        if (totals[i].total >= QUANTA_LIMIT) {
            struct unit unit = *totals[i].unit;
            char noun[64];
            snprintf(noun, sizeof noun, "%s of all blocks together", unit.noun);
            unit.noun = noun;
            return report_overflow(q, &unit, (double)totals[i].total, totals[i].path);
        }
    }
    if (q->memory_total >= QUANTA_LIMIT) {
        return error_set_at(q->error, STATUS_OVERFLOW, "models", "memory of all blocks together is %.6g bytes, the most is %.6g",
                            (double)q->memory_total, (double)QUANTA_LIMIT);
    }
    return STATUS_OK;
}

enum status quantize(const struct problem **problem, struct arena *arena, const struct instance *instance,
                     struct error *error)
{
    struct quantizer q = {
        .arena = arena,
        .instance = instance,
        .problem = ARENA_NEW(arena, struct problem),
        .energy = {"energy", "J", "quantum.energy_j", instance->energy_quantum_j},
        .latency = {"latency", "s", "quantum.time_s", instance->time_quantum_s},
        .load = {"load", "parts per million", NULL, 0.0},
        .error = error,
    };
    q.problem->name = instance->name;
    q.problem->energy_quantum_j = instance->energy_quantum_j;
    q.problem->time_quantum_s = instance->time_quantum_s;
    q.problem->expected = instance->expected;
    quantize_network(&q);
    q.problem->application_count = instance->application_count;
    q.problem->applications = ARENA_ARRAY(arena, struct problem_application, instance->application_count);
    for (size_t h = 0; h < instance->application_count; h++) {
        const enum status status = quantize_application(&q, h);
        if (status != STATUS_OK) {
            return status;
        }
    }
    const enum status status = check_totals(&q);
    if (status != STATUS_OK) {
        return status;
    }
    *problem = q.problem;
    return STATUS_OK;
}
