/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which network, measured on which devices, is in these two files? The model's lists give the blocks; then
 * every device type adds a column of times, if it has a profile of the model.
 */
#include "import/pipeedge_profile.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "import/measured_network.h"
#include "import/yaml_text.h"
#include "io/diagnostic.h"
#include "io/json_hints.h"

#define BYTES_PER_VALUE 4.0
#define BYTES_PER_MB    1e6

struct pipeedge_reader {
    struct arena *arena;
    const struct profile_request *request;
    struct measured_network *network;
    const char *model;
    double batch; /* of the profiles that were taken; 0: none yet */
};

static void report(struct diagnostics *diagnostics, const struct yaml_node *node, const char *message)
{
    diagnostics_add(diagnostics, node->offset, node->length, "", message);
}

/* The member; a diagnostic, and NULL, if it is not there or of another kind. */
static const struct yaml_node *member_of(struct pipeedge_reader *reader, struct diagnostics *diagnostics,
                                         const struct yaml_node *map, const char *key, enum yaml_kind kind)
{
    const struct yaml_node *member = yaml_member(map, key);
    if (member == NULL) {
        report(diagnostics, map, arena_printf(reader->arena, "%s is missing", key));
    } else if (member->kind != kind) {
        report(diagnostics, member, kind == YAML_SCALAR ? "must be one value" : "must be a list of values");
        return NULL;
    }
    return member;
}

/* A diagnostic for every member whose key is not in the NULL-terminated list. */
static void check_keys(struct diagnostics *diagnostics, const struct yaml_node *map, const char *const *keys)
{
    for (const struct yaml_node *member = map->kind == YAML_MAP ? map->first : NULL; member != NULL;
         member = member->next) {
        size_t k = 0;
        while (keys[k] != NULL && strcmp(keys[k], member->key) != 0) {
            k++;
        }
        if (keys[k] == NULL) {
            report(diagnostics, member, "unknown key");
        }
    }
}

static bool read_number(double *number, struct diagnostics *diagnostics, const struct yaml_node *node)
{
    if (node->kind == YAML_SCALAR && profile_number(number, node->text, strlen(node->text))) {
        return true;
    }
    report(diagnostics, node, "must be a number >= 0");
    return false;
}

static bool member_number(double *number, struct pipeedge_reader *reader, struct diagnostics *diagnostics,
                          const struct yaml_node *map, const char *key)
{
    const struct yaml_node *member = member_of(reader, diagnostics, map, key, YAML_SCALAR);
    return member != NULL && read_number(number, diagnostics, member);
}

/* The numbers of a list that must have one per block. */
static bool member_numbers(double *numbers, struct pipeedge_reader *reader, struct diagnostics *diagnostics,
                           const struct yaml_node *map, const char *key)
{
    const struct yaml_node *list = member_of(reader, diagnostics, map, key, YAML_LIST);
    bool is_read = list != NULL;
    if (list != NULL && list->child_count != reader->network->block_count) {
        report(diagnostics, list,
               arena_printf(reader->arena, "%zu values, but the model has %zu layers", list->child_count,
                            reader->network->block_count));
        return false;
    }
    size_t i = 0;
    for (const struct yaml_node *item = is_read ? list->first : NULL; item != NULL; item = item->next) {
        is_read = read_number(&numbers[i++], diagnostics, item) && is_read;
    }
    return is_read;
}

/* The model that is asked for, or the only one that has layers. */
static const struct yaml_node *choose_model(struct pipeedge_reader *reader, const struct yaml_node *models)
{
    struct diagnostics *diagnostics = &reader->request->diagnostics[0];
    const struct yaml_node *chosen = NULL;
    size_t count = 0;
    for (const struct yaml_node *model = models->first; model != NULL; model = model->next) {
        const struct yaml_node *layers = yaml_member(model, "layers");
        const bool is_empty = layers != NULL && layers->kind == YAML_SCALAR && strcmp(layers->text, "0") == 0;
        const bool is_wanted =
            reader->request->model == NULL || strcmp(reader->request->model, model->key) == 0;
        if (is_wanted && !is_empty) {
            chosen = model;
            count++;
        }
    }
    if (count == 1) {
        return chosen;
    }
    diagnostics_add_file(diagnostics, count > 1 ? "has several models; say which with --model"
                                                : "has no such model with layers");
    return NULL;
}

static bool read_model(struct pipeedge_reader *reader, const struct yaml_node *model)
{
    struct diagnostics *diagnostics = &reader->request->diagnostics[0];
    struct measured_network *network = reader->network;
    static const char *const keys[] = {"layers", "mem_MB", "parameters_in", "parameters_out", NULL};
    double layers = 0.0;
    double input_values = 0.0;
    check_keys(diagnostics, model, keys);
    if (!member_number(&layers, reader, diagnostics, model, "layers")) {
        return false;
    }
    if (!(layers >= 1.0 && layers <= IMPORT_BLOCKS_LIMIT) || floor(layers) < layers) {
        report(diagnostics, yaml_member(model, "layers"),
               arena_printf(reader->arena, "must be a whole number, 1..%d", IMPORT_BLOCKS_LIMIT));
        return false;
    }
    network->block_count = (size_t)layers;
    network->blocks = ARENA_ARRAY(reader->arena, struct measured_block, network->block_count);
    double *memory_mb = ARENA_ARRAY(reader->arena, double, network->block_count);
    double *output_values = ARENA_ARRAY(reader->arena, double, network->block_count);
    const bool has_memory = member_numbers(memory_mb, reader, diagnostics, model, "mem_MB");
    const bool has_outputs = member_numbers(output_values, reader, diagnostics, model, "parameters_out");
    if (!member_number(&input_values, reader, diagnostics, model, "parameters_in") || !has_memory ||
        !has_outputs) {
        return false;
    }
    network->input_bytes = input_values * BYTES_PER_VALUE;
    for (size_t b = 0; b < network->block_count; b++) {
        const double memory_bytes = round(memory_mb[b] * BYTES_PER_MB);
        network->blocks[b] =
            (struct measured_block){.id = arena_printf(reader->arena, "layer%zu", b + 1),
                                    .ops = -1.0,
                                    .output_bytes = output_values[b] * BYTES_PER_VALUE,
                                    .memory_bytes = memory_bytes < 9e15 ? (int64_t)memory_bytes : 0,
                                    .exit_accuracy = -1.0,
                                    .exit_fraction = -1.0};
        if (memory_bytes >= 9e15) {
            report(diagnostics, yaml_member(model, "mem_MB"), "more than 9e15 bytes");
            return false;
        }
    }
    return true;
}

/* Of the profiles of the model on a device the one with the batch that is wanted; NULL with a diagnostic. */
static const struct yaml_node *choose_profile(struct pipeedge_reader *reader,
                                              const struct yaml_node *profiles)
{
    struct diagnostics *diagnostics = &reader->request->diagnostics[1];
    const struct yaml_node *chosen = NULL;
    double chosen_batch = 0.0;
    size_t count = 0;
    for (const struct yaml_node *each = profiles->kind == YAML_LIST ? profiles->first : NULL; each != NULL;
         each = each->next) {
        double batch = 0.0;
        if (!member_number(&batch, reader, diagnostics, each, "batch_size")) {
            return NULL;
        }
        const double wanted = (double)reader->request->batch;
        if (batch >= 1.0 && (wanted < 1.0 || (batch >= wanted && batch <= wanted))) {
            chosen = each;
            chosen_batch = batch;
            count++;
        }
    }
    if (count != 1) {
        report(diagnostics, profiles,
               count > 1 ? "several profiles; say which batch_size with --batch"
                         : "no profile of such a batch_size");
        return NULL;
    }
    if (reader->batch > 0.0 && (chosen_batch < reader->batch || chosen_batch > reader->batch)) {
        report(diagnostics, profiles,
               "measured with another batch_size than on the devices before; use --batch");
        return NULL;
    }
    reader->batch = chosen_batch;
    return chosen;
}

static void read_device(struct pipeedge_reader *reader, const struct yaml_node *device)
{
    struct diagnostics *diagnostics = &reader->request->diagnostics[1];
    struct measured_network *network = reader->network;
    const struct yaml_node *profiles = yaml_member(device, "model_profiles");
    const struct yaml_node *of_model = profiles != NULL ? yaml_member(profiles, reader->model) : NULL;
    static const char *const device_keys[] = {"bw_Mbps", "mem_MB", "model_profiles", NULL};
    static const char *const profile_keys[] = {"batch_size", "dtype", "time_s", NULL};
    double memory_mb = 0.0;
    check_keys(diagnostics, device, device_keys);
    if (of_model == NULL) {
        return; /* not measured there */
    }
    const struct yaml_node *profile = choose_profile(reader, of_model);
    double *times_s = ARENA_ARRAY(reader->arena, double, network->block_count);
    if (profile == NULL || !member_number(&memory_mb, reader, diagnostics, device, "mem_MB") ||
        !member_numbers(times_s, reader, diagnostics, profile, "time_s")) {
        return;
    }
    if (!json_text_is_id(device->key)) {
        report(diagnostics, device, "a device type must be named by letters, digits, '.', '_' or '-'");
        return;
    }
    const double memory_bytes = floor(memory_mb * BYTES_PER_MB);
    check_keys(diagnostics, profile, profile_keys);
    const struct yaml_node *type = member_of(reader, diagnostics, profile, "dtype", YAML_SCALAR);
    if (type != NULL && strcmp(type->text, "torch.float32") != 0) {
        report(diagnostics, type, "must be torch.float32: the outputs are taken to be values of 4 bytes");
    }
    network->machines[network->machine_count] = (struct measured_machine){
        .name = device->key, .memory_bytes = memory_bytes < 9e15 ? (int64_t)memory_bytes : -1};
    for (size_t b = 0; b < network->block_count; b++) {
        network->blocks[b].times_s[network->machine_count] = times_s[b] / reader->batch;
    }
    network->machine_count++;
}

static enum status load(const struct yaml_node **root, struct pipeedge_reader *reader, size_t file)
{
    struct diagnostics *diagnostics = &reader->request->diagnostics[file];
    const char *bytes = NULL;
    size_t length = 0;
    if (profile_text_load(&bytes, &length, reader->arena, diagnostics) != STATUS_OK) {
        return STATUS_INPUT;
    }
    return yaml_text_parse(root, reader->arena, diagnostics, bytes, length);
}

enum status pipeedge_profile_read(struct measured_network *network, struct arena *arena,
                                  const struct profile_request *request)
{
    struct measured_network read = {.input_bytes = -1.0};
    struct pipeedge_reader reader = {.arena = arena, .request = request, .network = &read};
    const struct yaml_node *models = NULL;
    const struct yaml_node *devices = NULL;
    if (load(&models, &reader, 0) != STATUS_OK || load(&devices, &reader, 1) != STATUS_OK) {
        return STATUS_INPUT;
    }
    const struct yaml_node *model = choose_model(&reader, models);
    if (model == NULL || !read_model(&reader, model) || diagnostics_total(&request->diagnostics[0]) > 0) {
        return STATUS_INPUT;
    }
    reader.model = model->key;
    read.machines = ARENA_ARRAY(arena, struct measured_machine, devices->child_count);
    for (size_t b = 0; b < read.block_count; b++) {
        read.blocks[b].times_s = ARENA_ARRAY(arena, double, devices->child_count);
    }
    for (const struct yaml_node *device = devices->first; device != NULL; device = device->next) {
        read_device(&reader, device);
    }
    if (diagnostics_total(&request->diagnostics[1]) > 0) {
        return STATUS_INPUT;
    }
    if (read.machine_count == 0) {
        diagnostics_add_file(&request->diagnostics[1],
                             arena_printf(arena, "no device has a profile of %s", reader.model));
        return STATUS_INPUT;
    }
    read.conversion = arena_printf(
        arena,
        "The model is %s. Times are those of a batch of %.0f divided by it, which is less than a "
        "single sample takes.",
        reader.model, reader.batch);
    *network = read;
    return STATUS_OK;
}
