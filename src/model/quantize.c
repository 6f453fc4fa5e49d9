/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many quanta is it? Every physical quantity passes through one of the three roundings below, once.
 * Products are evaluated from left to right as the problem statement writes them, so that another
 * implementation in IEEE doubles gets the same integers.
 *
 * Each stage (block under a configuration) is built once: configurations that agree in the reach of a block
 * and in its active exit share it at once; those that differ but cost the same are found by comparing costs.
 */
#include "model/quantize.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "model/instance.h"
#include "model/problem.h"

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
    const struct instance_link **physical_links; /* [problem->link_count] */
    struct unit energy;
    struct unit latency;
    struct unit load;
    size_t cells;       /* costs of all stages */
    size_t graph_cells; /* arcs of all extended graphs, at most */
    int128 energy_total; /* sums of the largest value of each stage, over all applications */
    int128 latency_total;
    int128 load_total;
    int128 memory_total;
    struct error *error;
};

/* A block's stage as it is first met, kept to be shared. */
struct stage_key {
    double reach;
    bool head_is_active;
    const struct stage *stage;
};

struct stage_source {
    size_t application;
    size_t block;
    double reach;
    const struct instance_exit *head; /* the active exit at this block, or NULL */
};

static bool round_to_int64(int64_t *result, double x, enum rounding rounding)
{
    const double nearest = floor(x + 0.5);
    double value = nearest;
    if (rounding != ROUND_NEAREST && fabs(x - nearest) > fmax(1e-9, 1e-14 * fabs(x))) {
        value = rounding == ROUND_UP ? ceil(x) : floor(x);
    }
    if (!(value < (double)QUANTA_LIMIT)) {
        return false;
    }
    *result = (int64_t)value;
    return true;
}

/* The smallest of 1, 2, 5 times a power of ten that is at least x. */
static double round_quantum(double x)
{
    const double power = pow(10.0, floor(log10(x)));
    static const double steps[] = {1.0, 2.0, 5.0, 10.0};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (steps[i] * power >= x) {
            return steps[i] * power;
        }
    }
    return 10.0 * power;
}

static enum status overflow(const struct quantizer *q, const struct unit *unit, double quanta, const char *path)
{
    const double most = (double)QUANTA_LIMIT;
    if (unit->quantum_key == NULL) {
        return error_set_at(q->error, STATUS_OVERFLOW, path,
                            "%s is %.6g %s, the most is %.6g: lower rate_per_s or the time it takes", unit->noun, quanta,
                            unit->symbol, most);
    }
    if (!isfinite(quanta * unit->quantum)) {
        return error_set_at(q->error, STATUS_OVERFLOW, path, "%s is too large to be counted in quanta of %g %s",
                            unit->noun, unit->quantum, unit->symbol);
    }
    return error_set_at(q->error, STATUS_OVERFLOW, path,
                        "%s is %.6g quanta of %g %s, the most is %.6g: %s of %g would fit", unit->noun, quanta,
                        unit->quantum, unit->symbol, most, unit->quantum_key,
                        round_quantum(quanta * unit->quantum / most * 1.01));
}

static enum status too_large(const struct quantizer *q)
{
    return error_set(q->error, STATUS_UNSUPPORTED,
                     "the instance is too large: more than %zu costs of a block on a node or over a link",
                     (size_t)QUANTIZE_CELL_LIMIT);
}

/* Path of the number a computation's cost comes from: its profile entry, or its ops. */
static void computation_path(char *path, size_t size, const struct quantizer *q, const struct stage_source *source,
                             size_t node, bool of_head)
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

static void transfer_path(char *path, size_t size, const struct quantizer *q, const struct stage_source *source)
{
    const size_t m = q->instance->applications[source->application].model;
    if (source->block == 0) {
        snprintf(path, size, "models[%zu].input_bits", m);
    } else {
        snprintf(path, size, "models[%zu].blocks[%zu].output_bits", m, source->block - 1);
    }
}

/* Seconds and joules of `ops` operations, or of the profile entry, on a node; false: it cannot run there. */
static bool run_on_node(double *seconds, double *joules, const struct instance_node *node, size_t node_index, double ops,
                        bool free_if_zero, const struct profile *profile)
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

static enum status quantize_computations(struct quantizer *q, const struct stage_columns *to,
                                         const struct stage_source *source)
{
    const struct instance_application *application = &q->instance->applications[source->application];
    const struct instance_block *block = &q->instance->models[application->model].blocks[source->block];
    const bool *allowed = application->allowed_nodes[source->block];
    const double weight = application->latency_metric == LATENCY_MEAN ? source->reach : 1.0;
    for (size_t n = 0; n < q->instance->node_count; n++) {
        const struct instance_node *node = &q->instance->nodes[n];
        double seconds = 0.0;
        double joules = 0.0;
        double head_seconds = 0.0;
        double head_joules = 0.0;
        to->allowed[n] =
            (allowed == NULL || allowed[n]) &&
            run_on_node(&seconds, &joules, node, n, block->ops, false, &block->profile) &&
            (source->head == NULL ||
             run_on_node(&head_seconds, &head_joules, node, n, source->head->ops, true, &source->head->profile));
        if (!to->allowed[n]) {
            continue;
        }
        const bool head_is_larger = head_seconds > seconds || head_joules > joules;
        seconds += head_seconds;
        joules += head_joules;
        const double energy = application->rate_per_s * source->reach * joules / q->energy.quantum;
        const double latency = seconds / q->latency.quantum * weight;
        const double load = (double)LOAD_SCALE * application->rate_per_s * source->reach * seconds;
        const struct unit *too_large = NULL;
        double value = 0.0;
        if (!round_to_int64(&to->compute_energy[n], energy, ROUND_NEAREST)) {
            too_large = &q->energy;
            value = energy;
        } else if (!round_to_int64(&to->compute_latency[n], latency, ROUND_UP)) {
            too_large = &q->latency;
            value = latency;
        } else if (!round_to_int64(&to->compute_load[n], load, ROUND_UP)) {
            too_large = &q->load;
            value = load;
        }
        if (too_large != NULL) {
            char path[128];
            computation_path(path, sizeof path, q, source, n, head_is_larger);
            return overflow(q, too_large, value, path);
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
        const double seconds = bits / link->bits_per_s + link->latency_s;
        const double joules = bits * (link->energy_j_per_bit + link->power_w / link->bits_per_s);
        const double energy = application->rate_per_s * source->reach * joules / q->energy.quantum;
        const double latency = seconds / q->latency.quantum * weight;
        const double load = (double)LOAD_SCALE * application->rate_per_s * source->reach * bits / link->bits_per_s;
        const struct unit *too_large = NULL;
        double value = 0.0;
        if (!round_to_int64(&to->transfer_energy[l], energy, ROUND_NEAREST)) {
            too_large = &q->energy;
            value = energy;
        } else if (!round_to_int64(&to->transfer_latency[l], latency, ROUND_UP)) {
            too_large = &q->latency;
            value = latency;
        } else if (!round_to_int64(&to->transfer_load[l], load, ROUND_UP)) {
            too_large = &q->load;
            value = load;
        }
        if (too_large != NULL) {
            char path[128];
            transfer_path(path, sizeof path, q, source);
            return overflow(q, too_large, value, path);
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

static void add_to_totals(struct quantizer *q, const struct stage *stage)
{
    const size_t nodes = q->problem->node_count;
    const size_t links = q->problem->link_count;
    q->energy_total += largest(stage->compute_energy_quanta, nodes) + largest(stage->transfer_energy_quanta, links);
    q->latency_total += largest(stage->compute_latency_quanta, nodes) + largest(stage->transfer_latency_quanta, links);
    q->load_total += largest(stage->compute_load_ppm, nodes) + largest(stage->transfer_load_ppm, links);
    q->memory_total += stage->memory_bytes;
}

/* Builds the stage in the arena; its columns are one block of memory, which makes comparing them easy. */
static enum status build_stage(struct quantizer *q, struct stage **built, const struct stage_source *source)
{
    const size_t nodes = q->problem->node_count;
    const size_t links = q->problem->link_count;
    const struct instance_application *application = &q->instance->applications[source->application];
    const struct instance_block *block = &q->instance->models[application->model].blocks[source->block];
    q->cells += nodes + links;
    if (q->cells > QUANTIZE_CELL_LIMIT) {
        return too_large(q);
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

static bool stages_cost_the_same(const struct quantizer *q, const struct stage *a, const struct stage *b)
{
    const size_t nodes = q->problem->node_count;
    const size_t values = 3 * (nodes + q->problem->link_count);
    return a->memory_bytes == b->memory_bytes && memcmp(a->allowed, b->allowed, nodes * sizeof *a->allowed) == 0 &&
           memcmp(a->compute_energy_quanta, b->compute_energy_quanta, values * sizeof *a->compute_energy_quanta) == 0;
}

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
    const enum status status = build_stage(q, &built, source);
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
        add_to_totals(q, built);
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
    return q->graph_cells > QUANTIZE_CELL_LIMIT ? too_large(q) : STATUS_OK;
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
        return overflow(q, &q->latency, deadline, path);
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
            return overflow(q, &unit, (double)totals[i].total, totals[i].path);
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
