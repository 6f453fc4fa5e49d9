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
static enum status find_or_build_stage(struct quantizer *q, const struct stage **found,
                                       struct stage_key *known, size_t *known_count,
                                       const struct stage_source *source)
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

/*
 * A configuration of a model as it states it, or, if it states none, the one at which every sample leaves at
 * exit `only_exit`.
 */
struct configuration_view {
    const char *id;
    double accuracy;
    const double *fractions; /* [exit_count]; NULL: 1 at only_exit */
    size_t only_exit;
};

static size_t effective_configuration_count(const struct instance_model *model)
{
    return model->configuration_count > 0 ? model->configuration_count : model->exit_count;
}

static struct configuration_view effective_configuration(const struct instance_model *model, size_t c)
{
    if (model->configuration_count > 0) {
        const struct instance_configuration *stated = &model->configurations[c];
        return (struct configuration_view){stated->id, stated->accuracy, stated->fractions, 0};
    }
    return (struct configuration_view){model->exits[c].id, model->exits[c].accuracy, NULL, c};
}

static double exit_fraction(const struct configuration_view *configuration, size_t exit)
{
    if (configuration->fractions == NULL) {
        return exit == configuration->only_exit ? 1.0 : 0.0;
    }
    return configuration->fractions[exit];
}

/* D_c: blocks up to and with the last exit that has a positive fraction. */
static size_t configuration_depth(const struct instance_model *model,
                                  const struct configuration_view *configuration)
{
    size_t depth = 0;
    for (size_t x = 0; x < model->exit_count; x++) {
        if (exit_fraction(configuration, x) > 0.0 && model->exits[x].block + 1 > depth) {
            depth = model->exits[x].block + 1;
        }
    }
    return depth;
}

/* The exit at each block, or NO_EXIT: exits_at[block_count]. */
#define NO_EXIT SIZE_MAX
static size_t *index_exits(struct arena *arena, const struct instance_model *model)
{
    size_t *exits_at = ARENA_ARRAY(arena, size_t, model->block_count);
    for (size_t i = 0; i < model->block_count; i++) {
        exits_at[i] = NO_EXIT;
    }
    for (size_t x = 0; x < model->exit_count; x++) {
        exits_at[model->exits[x].block] = x;
    }
    return exits_at;
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

/* One configuration's walk along the chain, one block at a time. */
struct walk {
    struct configuration_view configuration;
    double left; /* fraction of samples that has left at exits of blocks before */
};

/* The stages of one block for all configurations that reach it; `known` is scratch for one entry each. */
static enum status quantize_block(struct quantizer *q, size_t h, size_t block, size_t exit,
                                  struct walk *walks, struct stage_key *known)
{
    const struct instance_model *model = &q->instance->models[q->instance->applications[h].model];
    const struct problem_application *application = &q->problem->applications[h];
    size_t known_count = 0;
    for (size_t c = 0; c < application->configuration_count; c++) {
        if (block >= application->configurations[c].depth) {
            continue;
        }
        const double fraction = exit == NO_EXIT ? 0.0 : exit_fraction(&walks[c].configuration, exit);
        const struct stage_source source = {
            .application = h,
            .block = block,
            /* r_{c,i} = 1 - sum of the fractions of exits at blocks before i */
            .reach = fmax(0.0, 1.0 - walks[c].left),
            .head = fraction > 0.0 ? &model->exits[exit] : NULL,
        };
        const enum status status = find_or_build_stage(q, &application->configurations[c].stages[block],
                                                       known, &known_count, &source);
        if (status != STATUS_OK) {
            return status;
        }
        walks[c].left += fraction;
    }
    return STATUS_OK;
}

static enum status quantize_configurations(struct quantizer *q, size_t h)
{
    const struct instance_model *model = &q->instance->models[q->instance->applications[h].model];
    struct problem_application *application = &q->problem->applications[h];
    const size_t count = effective_configuration_count(model);
    application->configuration_count = count;
    application->configurations = ARENA_ARRAY(q->arena, struct problem_configuration, count);
    struct walk *walks = ARENA_ARRAY(q->arena, struct walk, count);
    for (size_t c = 0; c < count; c++) {
        walks[c].configuration = effective_configuration(model, c);
        const size_t depth = configuration_depth(model, &walks[c].configuration);
        q->stage_cells += depth;
        if (q->stage_cells > QUANTIZE_CELL_LIMIT) {
            return report_too_large(q);
        }
        application->configurations[c] = (struct problem_configuration){
            .id = walks[c].configuration.id,
            .accuracy_ppb = parts_per_billion(walks[c].configuration.accuracy),
            .depth = depth,
            .stages = ARENA_ARRAY(q->arena, const struct stage *, depth),
        };
    }
    const size_t *exits_at = index_exits(q->arena, model);
    struct stage_key *known = ARENA_ARRAY(q->arena, struct stage_key, count);
    for (size_t i = 0; i < model->block_count; i++) {
        const enum status status = quantize_block(q, h, i, exits_at[i], walks, known);
        if (status != STATUS_OK) {
            return status;
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
    to->source = instance_first_place(q->instance, from->source);
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

/* Every node of the instance, or each of its shares, becomes a node of the problem. */
static void quantize_nodes(struct quantizer *q, const size_t *first_places)
{
    const struct instance *instance = q->instance;
    struct problem *problem = q->problem;
    problem->node_count = first_places[instance->node_count];
    problem->nodes = ARENA_ARRAY(q->arena, struct problem_node, problem->node_count);
    q->physical_nodes = ARENA_ARRAY(q->arena, size_t, problem->node_count);
    q->shares = ARENA_ARRAY(q->arena, double, problem->node_count);
    for (size_t n = 0; n < instance->node_count; n++) {
        const struct instance_node *node = &instance->nodes[n];
        for (size_t p = first_places[n]; p < first_places[n + 1]; p++) {
            const size_t place = p - first_places[n];
            const bool is_share = node->share_count > 0;
            problem->nodes[p] = (struct problem_node){
                .id = is_share ? instance_place_id(q->arena, node, place) : node->id,
                .tier = node->tier,
                .capacity_ppm = capacity_ppm(node->max_utilization),
                .memory_bytes = node->memory_bytes,
                .place = place,
                .is_share = is_share,
            };
            q->physical_nodes[p] = n;
            q->shares[p] = is_share ? node->shares[place] : 1.0;
        }
    }
}

/* Pairs of places that a physical link, or a node with places of its own (link NULL), joins. */
static size_t add_place_links(struct directed_link *directed, size_t count, const size_t *first_places,
                              size_t from, size_t to, const struct instance_link *physical)
{
    for (size_t a = first_places[from]; a < first_places[from + 1]; a++) {
        for (size_t b = first_places[to]; b < first_places[to + 1]; b++) {
            if (a != b) {
                directed[count++] = (struct directed_link){a, b, physical};
            }
        }
    }
    return count;
}

static size_t count_place_links(const struct instance *instance, const size_t *first_places)
{
    size_t count = 0;
    for (size_t n = 0; n < instance->node_count; n++) {
        const size_t places = first_places[n + 1] - first_places[n];
        count += places * (places - 1);
    }
    for (size_t l = 0; l < instance->link_count; l++) {
        const size_t from = instance->links[l].from;
        const size_t to = instance->links[l].to;
        count += (instance->links[l].bidirectional ? 2 : 1) * (first_places[from + 1] - first_places[from]) *
                 (first_places[to + 1] - first_places[to]);
    }
    return count;
}

/* The first link of the same physical link and direction owns the row of all. */
static void find_link_owners(struct quantizer *q)
{
    struct problem *problem = q->problem;
    for (size_t l = 0; l < problem->link_count; l++) {
        const size_t from = problem_node_owner(problem, problem->links[l].from);
        const size_t to = problem_node_owner(problem, problem->links[l].to);
        if (q->physical_links[l] != NULL) {
            problem->links[l].owner_distance = l - problem_find_link(problem, from, to);
        }
    }
}

static void quantize_links(struct quantizer *q, const size_t *first_places)
{
    const struct instance *instance = q->instance;
    struct problem *problem = q->problem;
    problem->link_count = count_place_links(instance, first_places);
    struct directed_link *directed = ARENA_ARRAY(q->arena, struct directed_link, problem->link_count);
    size_t count = 0;
    for (size_t n = 0; n < instance->node_count; n++) {
        count = add_place_links(directed, count, first_places, n, n, NULL);
    }
    for (size_t l = 0; l < instance->link_count; l++) {
        const struct instance_link *link = &instance->links[l];
        count = add_place_links(directed, count, first_places, link->from, link->to, link);
        if (link->bidirectional) {
            count = add_place_links(directed, count, first_places, link->to, link->from, link);
        }
    }
    BUG_IF(count != problem->link_count);
    qsort(directed, count, sizeof *directed, compare_directed_links);
    problem->links = ARENA_ARRAY(q->arena, struct problem_link, count);
    q->physical_links = ARENA_ARRAY(q->arena, const struct instance_link *, count);
    size_t *link_begin = ARENA_ARRAY(q->arena, size_t, problem->node_count + 1);
    for (size_t l = 0; l < count; l++) {
        const struct instance_link *physical = directed[l].physical;
        problem->links[l] = (struct problem_link){
            .from = directed[l].from,
            .to = directed[l].to,
            .capacity_ppm = physical != NULL ? capacity_ppm(physical->max_utilization) : LOAD_SCALE,
        };
        q->physical_links[l] = physical;
        link_begin[directed[l].from + 1]++;
    }
    for (size_t n = 0; n < problem->node_count; n++) {
        link_begin[n + 1] += link_begin[n];
    }
    problem->link_begin = link_begin;
    find_link_owners(q);
}

/* STATUS_UNSUPPORTED if shares multiply nodes and links beyond what is sane. */
static enum status quantize_network(struct quantizer *q)
{
    const struct instance *instance = q->instance;
    size_t *first_places = ARENA_ARRAY(q->arena, size_t, instance->node_count + 1);
    for (size_t n = 0; n < instance->node_count; n++) {
        first_places[n + 1] = first_places[n] + instance_place_count(&instance->nodes[n]);
    }
    if (count_place_links(instance, first_places) > QUANTIZE_CELL_LIMIT) {
        return report_too_large(q);
    }
    quantize_nodes(q, first_places);
    quantize_links(q, first_places);
    return STATUS_OK;
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
        return error_set_at(q->error, STATUS_OVERFLOW, "models",
                            "memory of all blocks together is %.6g bytes, the most is %.6g",
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
    enum status status = quantize_network(&q);
    if (status != STATUS_OK) {
        return status;
    }
    q.problem->application_count = instance->application_count;
    q.problem->applications = ARENA_ARRAY(arena, struct problem_application, instance->application_count);
    for (size_t h = 0; h < instance->application_count; h++) {
        status = quantize_application(&q, h);
        if (status != STATUS_OK) {
            return status;
        }
    }
    status = check_totals(&q);
    if (status != STATUS_OK) {
        return status;
    }
    *problem = q.problem;
    return STATUS_OK;
}
