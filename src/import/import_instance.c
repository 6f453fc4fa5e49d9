/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What instance do a profile and a network make? Blocks get an entry of their profile for every node that is
 * a machine that was measured; what is not in the profile comes from the surroundings or the settings, and
 * the provenance says so number by number.
 */
#include "import/import_instance.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "import/measured_network.h"
#include "import/node_times.h"
#include "io/json_hints.h"
#include "model/instance.h"

/* Entries that this file adds to those of the surroundings, besides one per node that was measured. */
enum { OWN_PROVENANCE_LIMIT = 16 };

#define BITS_PER_BYTE          8.0
#define BITS_PER_VALUE         32.0
#define FRACTION_SUM_TOLERANCE 1e-9

struct importer {
    struct arena *arena;
    const struct measured_network *network;
    const struct import_settings *settings;
    struct instance *instance;
    struct instance_model *model;
    struct node_time *times; /* [time_count] */
    size_t time_count;
    const char *source;
    bool has_exits;
    bool has_fractions;
};

static void add_provenance(struct importer *importer, const char *path, enum provenance_kind kind,
                           const char *source, const char *licence)
{
    struct instance *instance = importer->instance;
    instance->provenance[instance->provenance_count++] =
        (struct provenance){.path = path, .source = source, .licence = licence, .kind = kind};
}

/* A path below the model: `models.ID.rest`. */
static const char *model_path(const struct importer *importer, const char *rest)
{
    return arena_printf(importer->arena, "models.%s.%s", importer->model->id, rest);
}

/* An id of the instance format that looks like `name`. */
static const char *id_like(struct arena *arena, const char *name)
{
    char *id = arena_strndup(arena, name, strnlen(name, JSON_ID_LENGTH));
    for (char *at = id; *at != '\0'; at++) {
        const char letter[] = {*at, '\0'};
        if (!json_text_is_id(letter)) {
            *at = '-';
        }
    }
    return id[0] != '\0' ? id : "network";
}

static double moved_bits(const struct importer *importer, double bytes)
{
    return bytes * BITS_PER_BYTE * ((double)importer->settings->bits / BITS_PER_VALUE);
}

static void take_surroundings(struct importer *importer)
{
    const struct import_settings *settings = importer->settings;
    const struct instance *from = settings->surroundings;
    struct instance *instance = importer->instance;
    instance->energy_quantum_j = from->energy_quantum_j;
    instance->time_quantum_s = from->time_quantum_s;
    instance->node_count = from->node_count;
    instance->nodes = ARENA_ARRAY(importer->arena, struct instance_node, from->node_count);
    memcpy(instance->nodes, from->nodes, from->node_count * sizeof *from->nodes);
    instance->link_count = from->link_count;
    instance->links = from->links;
    instance->provenance = ARENA_ARRAY(importer->arena, struct provenance,
                                       from->provenance_count + from->node_count * 2 + OWN_PROVENANCE_LIMIT);
    for (size_t p = 0; p < from->provenance_count; p++) {
        const char *path = from->provenance[p].path;
        if (strncmp(path, "nodes", 5) == 0 || strncmp(path, "links", 5) == 0 ||
            strncmp(path, "quantum", 7) == 0) {
            instance->provenance[instance->provenance_count++] = from->provenance[p];
        }
    }
    add_provenance(importer, "nodes", PROVENANCE_OVERLAY, settings->surroundings_words, NULL);
    if (instance->link_count > 0) {
        add_provenance(importer, "links", PROVENANCE_OVERLAY, settings->surroundings_words, NULL);
    }
}

static void take_application(struct importer *importer)
{
    static const char words[] = "given when the profile was imported";
    const struct import_settings *settings = importer->settings;
    struct instance *instance = importer->instance;
    struct instance_application *application = ARENA_NEW(importer->arena, struct instance_application);
    *application = settings->surroundings->applications[0];
    application->model = 0;
    application->allowed_nodes = ARENA_ARRAY(importer->arena, bool *, importer->model->block_count);
    instance->applications = application;
    instance->application_count = 1;
    add_provenance(importer, "applications", PROVENANCE_OVERLAY, settings->surroundings_words, NULL);
    if (settings->max_latency_s >= 0.0) {
        application->max_latency_s = settings->max_latency_s;
        add_provenance(importer, "applications.*.max_latency_s", PROVENANCE_ASSUMED, words, NULL);
    }
    if (settings->min_accuracy >= 0.0) {
        application->min_accuracy = settings->min_accuracy;
        add_provenance(importer, "applications.*.min_accuracy", PROVENANCE_ASSUMED, words, NULL);
    }
    if (settings->rate_per_s >= 0.0) {
        application->rate_per_s = settings->rate_per_s;
        add_provenance(importer, "applications.*.rate_per_s", PROVENANCE_ASSUMED, words, NULL);
    }
}

static void add_profile(struct importer *importer, size_t b)
{
    const struct measured_block *from = &importer->network->blocks[b];
    struct profile *profile = &importer->model->blocks[b].profile;
    profile->entries = ARENA_ARRAY(importer->arena, struct profile_entry, importer->time_count);
    for (size_t t = 0; t < importer->time_count; t++) {
        const struct node_time *time = &importer->times[t];
        if (from->times_s[time->machine] >= 0.0) {
            profile->entries[profile->count++] = (struct profile_entry){
                .node = time->node, .time_s = from->times_s[time->machine] * time->factor, .energy_j = -1.0};
        }
    }
}

static enum status add_blocks(struct importer *importer, struct error *error)
{
    struct instance_model *model = importer->model;
    bool has_fast_node = false;
    for (size_t n = 0; n < importer->instance->node_count; n++) {
        has_fast_node = has_fast_node || importer->instance->nodes[n].ops_per_s > 0.0;
    }
    model->block_count = importer->network->block_count;
    model->blocks = ARENA_ARRAY(importer->arena, struct instance_block, model->block_count);
    for (size_t b = 0; b < model->block_count; b++) {
        const struct measured_block *from = &importer->network->blocks[b];
        const bool is_last = b + 1 == model->block_count;
        model->blocks[b] = (struct instance_block){
            .id = from->id,
            .ops = from->ops,
            .output_bits = is_last ? 0.0 : moved_bits(importer, from->output_bytes),
            .memory_bytes = from->memory_bytes,
        };
        add_profile(importer, b);
        if (model->blocks[b].profile.count == 0 && !(from->ops >= 0.0 && has_fast_node)) {
            return error_set(
                error, STATUS_INPUT, "no node can run block %s: it has %s, and no node was measured with it",
                from->id, from->ops >= 0.0 ? "operations but no node gives ops_per_s" : "no operations");
        }
    }
    return STATUS_OK;
}

static void add_block_provenance(struct importer *importer)
{
    const struct import_settings *settings = importer->settings;
    const char *more = importer->network->conversion;
    bool has_ops = false;
    bool has_memory = false;
    for (size_t b = 0; b < importer->network->block_count; b++) {
        has_ops = has_ops || importer->network->blocks[b].ops > 0.0;
        has_memory = has_memory || importer->network->blocks[b].memory_bytes > 0;
    }
    if (has_ops) {
        add_provenance(
            importer, model_path(importer, "blocks.*.ops"), PROVENANCE_MEASURED,
            arena_printf(importer->arena, "%s (a multiply-accumulate is two operations)", importer->source),
            settings->licence);
    }
    if (has_memory) {
        add_provenance(importer, model_path(importer, "blocks.*.memory_bytes"), PROVENANCE_MEASURED,
                       importer->source, settings->licence);
    }
    add_provenance(importer, model_path(importer, "blocks.*.output_bits"),
                   settings->bits == (int64_t)BITS_PER_VALUE ? PROVENANCE_MEASURED : PROVENANCE_SCALED,
                   arena_printf(importer->arena, "%s; %d bits per value%s", importer->source,
                                (int)settings->bits,
                                settings->bits == (int64_t)BITS_PER_VALUE ? "" : " instead of 32"),
                   settings->licence);
    for (size_t t = 0; t < importer->time_count; t++) {
        const struct node_time *time = &importer->times[t];
        const char *machine = importer->network->machines[time->machine].name;
        const char *node = importer->instance->nodes[time->node].id;
        const bool is_measured = time->factor >= 1.0 && time->factor <= 1.0;
        const char *factor =
            is_measured ? "is" : arena_printf(importer->arena, "takes %.15g times as long as", time->factor);
        const char *words = arena_printf(importer->arena, "%s; %s %s %s%s%s", importer->source, node, factor,
                                         machine[0] != '\0' ? machine : "the machine of the profile",
                                         more[0] != '\0' ? ". " : "", more);
        add_provenance(importer, model_path(importer, "blocks.*.profile"),
                       is_measured ? PROVENANCE_MEASURED : PROVENANCE_SCALED, words, settings->licence);
    }
}

static enum status set_input(struct importer *importer, struct error *error)
{
    const struct import_settings *settings = importer->settings;
    if (settings->input_bytes >= 0.0) {
        importer->model->input_bits = settings->input_bytes * BITS_PER_BYTE;
        add_provenance(importer, model_path(importer, "input_bits"), PROVENANCE_ASSUMED,
                       "given when the profile was imported", NULL);
        return STATUS_OK;
    }
    if (importer->network->input_bytes < 0.0) {
        return error_set(error, STATUS_INPUT,
                         "the profile does not say how large the input of a sample is; use --input-bytes");
    }
    importer->model->input_bits = moved_bits(importer, importer->network->input_bytes);
    add_provenance(importer, model_path(importer, "input_bits"), PROVENANCE_MEASURED, importer->source,
                   settings->licence);
    return STATUS_OK;
}

/* The memory of a machine is that of the node that is it, where the surroundings do not say. */
static void take_memory(struct importer *importer)
{
    for (size_t t = 0; t < importer->time_count; t++) {
        const struct node_time *time = &importer->times[t];
        struct instance_node *node = &importer->instance->nodes[time->node];
        const int64_t memory_bytes = importer->network->machines[time->machine].memory_bytes;
        if (memory_bytes >= 0 && node->memory_bytes == MEMORY_UNLIMITED && time->factor >= 1.0 &&
            time->factor <= 1.0) {
            node->memory_bytes = memory_bytes;
            add_provenance(importer, arena_printf(importer->arena, "nodes.%s.memory_bytes", node->id),
                           PROVENANCE_MEASURED, importer->source, importer->settings->licence);
        }
    }
}

/* One configuration: the samples leave where the profile says. Its accuracy is the mean over them. */
static enum status add_configuration(struct importer *importer, struct error *error)
{
    struct instance_model *model = importer->model;
    struct instance_configuration *configuration = ARENA_NEW(importer->arena, struct instance_configuration);
    double sum = 0.0;
    double accuracy = 0.0;
    configuration->id = "profile";
    configuration->fractions = ARENA_ARRAY(importer->arena, double, model->exit_count);
    for (size_t x = 0; x < model->exit_count; x++) {
        const double fraction = importer->network->blocks[model->exits[x].block].exit_fraction;
        configuration->fractions[x] = fraction > 0.0 ? fraction : 0.0;
        sum += configuration->fractions[x];
        accuracy += configuration->fractions[x] * model->exits[x].accuracy;
    }
    if (fabs(sum - 1.0) > FRACTION_SUM_TOLERANCE) {
        return error_set(error, STATUS_INPUT, "the fractions of the exits sum to %.12g, not to 1", sum);
    }
    configuration->accuracy = accuracy < 1.0 ? accuracy : 1.0;
    model->configurations = configuration;
    model->configuration_count = 1;
    return STATUS_OK;
}

static void add_assumed_exit(struct importer *importer)
{
    struct instance_model *model = importer->model;
    model->exits = ARENA_NEW(importer->arena, struct instance_exit);
    model->exits[0] = (struct instance_exit){.id = "end", .block = model->block_count - 1, .accuracy = 1.0};
    model->exit_count = 1;
    add_provenance(importer, model_path(importer, "exits"), PROVENANCE_ASSUMED,
                   "the profile has no exits: 1 stands for the accuracy of the whole network", NULL);
}

static enum status add_exits(struct importer *importer, struct error *error)
{
    const struct measured_network *network = importer->network;
    const struct import_settings *settings = importer->settings;
    struct instance_model *model = importer->model;
    model->exits = ARENA_ARRAY(importer->arena, struct instance_exit, network->block_count);
    for (size_t b = 0; b < network->block_count; b++) {
        const struct measured_block *block = &network->blocks[b];
        if (block->exit_accuracy >= 0.0) {
            model->exits[model->exit_count++] = (struct instance_exit){
                .id = arena_printf(importer->arena, "exit%zu", model->exit_count),
                .block = b,
                .accuracy = block->exit_accuracy,
                .ops = block->exit_ops,
            };
            importer->has_fractions = importer->has_fractions || block->exit_fraction >= 0.0;
        }
    }
    if (model->exit_count == 0) {
        add_assumed_exit(importer);
        return STATUS_OK;
    }
    if (model->exits[model->exit_count - 1].block + 1 < model->block_count) {
        return error_set(error, STATUS_INPUT,
                         "the last block, %s, needs an exit_accuracy, as other blocks have one",
                         network->blocks[network->block_count - 1].id);
    }
    const char *words = settings->exits_words != NULL ? settings->exits_words : importer->source;
    const enum provenance_kind kind =
        settings->exits_words != NULL ? PROVENANCE_OVERLAY : PROVENANCE_MEASURED;
    add_provenance(importer, model_path(importer, "exits"), kind, words, settings->licence);
    if (!importer->has_fractions) {
        return STATUS_OK;
    }
    add_provenance(importer, model_path(importer, "configurations"), kind,
                   arena_printf(importer->arena,
                                "%s; the accuracy is that of the exits weighted by their fractions", words),
                   settings->licence);
    return add_configuration(importer, error);
}

enum status import_instance(const struct instance **instance, struct arena *arena,
                            const struct measured_network *network, const struct import_settings *settings,
                            struct error *error)
{
    struct importer importer = {
        .arena = arena,
        .network = network,
        .settings = settings,
        .instance = ARENA_NEW(arena, struct instance),
        .model = ARENA_NEW(arena, struct instance_model),
        .source = settings->source != NULL ? settings->source : settings->profile_words,
    };
    struct instance *made = importer.instance;
    made->name = json_text_is_label(settings->name) ? settings->name : id_like(arena, settings->name);
    made->description = arena_printf(arena, "Made from a %s in %s.%s%s", settings->profile_words,
                                     settings->surroundings_words, network->conversion[0] != '\0' ? " " : "",
                                     network->conversion);
    made->reference = importer.source;
    made->models = importer.model;
    made->model_count = 1;
    importer.model->id = id_like(arena, settings->name);
    take_surroundings(&importer);
    if (node_times_parse(&importer.times, &importer.time_count, arena, network, settings, error) !=
            STATUS_OK ||
        set_input(&importer, error) != STATUS_OK || add_blocks(&importer, error) != STATUS_OK) {
        return STATUS_INPUT;
    }
    take_memory(&importer);
    add_block_provenance(&importer);
    if (add_exits(&importer, error) != STATUS_OK) {
        return STATUS_INPUT;
    }
    take_application(&importer);
    *instance = made;
    return STATUS_OK;
}
