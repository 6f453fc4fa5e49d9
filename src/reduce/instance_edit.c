/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be taken out of an instance so that an instance remains? Indices close the gap, what pointed to
 * the element goes with it; where something must exist (a node, the exit of the last block) the edit does not
 * apply.
 */
#include "reduce/instance_edit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "reduce/instance_copy.h"

/* Takes element i out of an array. */
static void remove_item(void *items, size_t *count, size_t size, size_t i)
{
    char *bytes = items;
    memmove(bytes + i * size, bytes + (i + 1) * size, (*count - i - 1) * size);
    (*count)--;
}

#define REMOVE(items, count, i) remove_item((items), (count), sizeof *(items), (i))

static bool drop_text(struct instance *instance)
{
    const bool has_text =
        instance->description != NULL || instance->reference != NULL || instance->provenance_count > 0;
    instance->description = NULL;
    instance->reference = NULL;
    instance->provenance_count = 0;
    return has_text;
}

static bool drop_application(struct instance *instance, size_t h)
{
    if (instance->application_count == 1) {
        return false;
    }
    REMOVE(instance->applications, &instance->application_count, h);
    return true;
}

static bool drop_model(struct instance *instance, size_t m)
{
    for (size_t h = 0; h < instance->application_count; h++) {
        if (instance->applications[h].model == m) {
            return false;
        }
    }
    REMOVE(instance->models, &instance->model_count, m);
    for (size_t h = 0; h < instance->application_count; h++) {
        instance->applications[h].model -= instance->applications[h].model > m;
    }
    return true;
}

static void drop_profile_node(struct profile *profile, size_t n)
{
    for (size_t i = profile->count; i-- > 0;) {
        if (profile->entries[i].node == n) {
            REMOVE(profile->entries, &profile->count, i);
        } else {
            profile->entries[i].node -= profile->entries[i].node > n;
        }
    }
}

/* False if the block's list of nodes would be empty. */
static bool drop_allowed_node(bool *row, size_t node_count, size_t n)
{
    bool is_left = false;
    if (row == NULL) {
        return true;
    }
    for (size_t k = 0; k < node_count; k++) {
        is_left = is_left || (k != n && row[k]);
    }
    size_t count = node_count;
    REMOVE(row, &count, n);
    return is_left;
}

static bool drop_node(struct instance *instance, size_t n)
{
    for (size_t h = 0; h < instance->application_count; h++) {
        struct instance_application *application = &instance->applications[h];
        if (application->source == n) {
            return false;
        }
        application->source -= application->source > n;
        for (size_t b = 0; b < instance->models[application->model].block_count; b++) {
            if (!drop_allowed_node(application->allowed_nodes[b], instance->node_count, n)) {
                return false;
            }
        }
    }
    for (size_t l = instance->link_count; l-- > 0;) {
        struct instance_link *link = &instance->links[l];
        if (link->from == n || link->to == n) {
            REMOVE(instance->links, &instance->link_count, l);
        } else {
            link->from -= link->from > n;
            link->to -= link->to > n;
        }
    }
    for (size_t m = 0; m < instance->model_count; m++) {
        struct instance_model *model = &instance->models[m];
        for (size_t b = 0; b < model->block_count; b++) {
            drop_profile_node(&model->blocks[b].profile, n);
            if (model->blocks[b].profile.count == 0 && model->blocks[b].ops < 0.0) {
                return false; /* nobody could run it */
            }
        }
        for (size_t x = 0; x < model->exit_count; x++) {
            drop_profile_node(&model->exits[x].profile, n);
        }
    }
    REMOVE(instance->nodes, &instance->node_count, n);
    return true;
}

/* Its fraction goes to the exit before or behind it. */
static bool drop_exit(struct instance_model *model, size_t x)
{
    if (model->exit_count == 1 || model->exits[x].block + 1 == model->block_count) {
        return false;
    }
    const size_t heir = x + 1 < model->exit_count ? x + 1 : x - 1;
    for (size_t c = 0; c < model->configuration_count; c++) {
        double *fractions = model->configurations[c].fractions;
        size_t count = model->exit_count;
        fractions[heir] = fmin(1.0, fractions[heir] + fractions[x]);
        REMOVE(fractions, &count, x);
    }
    REMOVE(model->exits, &model->exit_count, x);
    return true;
}

static size_t exit_of_block(const struct instance_model *model, size_t b)
{
    size_t x = 0;
    while (x < model->exit_count && model->exits[x].block != b) {
        x++;
    }
    return x;
}

static bool drop_block(struct instance *instance, size_t m, size_t b)
{
    struct instance_model *model = &instance->models[m];
    const size_t x = exit_of_block(model, b);
    if (model->block_count == 1) {
        return false;
    }
    if (x < model->exit_count) {
        /* The exit reads the block before instead; if that has one, or there is none, only one can stay. */
        const bool is_last = b + 1 == model->block_count;
        const size_t other = b > 0 ? exit_of_block(model, b - 1) : model->exit_count;
        if (b > 0 && other == model->exit_count) {
            model->exits[x].block = b - 1;
        } else if (is_last) {
            model->exits[x].block = b - 1; /* the last one must stay, so the one before goes */
            if (!drop_exit(model, other)) {
                return false;
            }
        } else if (!drop_exit(model, x)) {
            return false;
        }
    }
    for (size_t e = 0; e < model->exit_count; e++) {
        model->exits[e].block -= model->exits[e].block >= b && model->exits[e].block > 0;
    }
    for (size_t h = 0; h < instance->application_count; h++) {
        if (instance->applications[h].model == m) {
            size_t count = model->block_count;
            REMOVE(instance->applications[h].allowed_nodes, &count, b);
        }
    }
    REMOVE(model->blocks, &model->block_count, b);
    return true;
}

static bool drop_configuration(struct instance_model *model, size_t c)
{
    if (model->configuration_count < 2) {
        return false;
    }
    REMOVE(model->configurations, &model->configuration_count, c);
    return true;
}

static bool drop_allowed(struct instance *instance, size_t h)
{
    struct instance_application *application = &instance->applications[h];
    bool has_any = false;
    for (size_t b = 0; b < instance->models[application->model].block_count; b++) {
        has_any = has_any || application->allowed_nodes[b] != NULL;
        application->allowed_nodes[b] = NULL;
    }
    return has_any;
}

static bool drop_shares(struct instance_node *node)
{
    const bool has_any = node->share_count > 0;
    node->share_count = 0;
    return has_any;
}

static bool drop_memory(struct instance *instance, size_t outer, size_t inner)
{
    bool has_any = false;
    if (inner == 0) {
        has_any = instance->nodes[outer].memory_bytes != MEMORY_UNLIMITED;
        instance->nodes[outer].memory_bytes = MEMORY_UNLIMITED;
        return has_any;
    }
    struct instance_model *model = &instance->models[outer];
    for (size_t b = 0; b < model->block_count; b++) {
        has_any = has_any || model->blocks[b].memory_bytes > 0;
        model->blocks[b].memory_bytes = 0;
    }
    for (size_t x = 0; x < model->exit_count; x++) {
        has_any = has_any || model->exits[x].memory_bytes > 0;
        model->exits[x].memory_bytes = 0;
    }
    return has_any;
}

/* The length of a number as one would write it: `1e9` is shorter than `11e9`. */
static size_t written_length(double value)
{
    char words[40];
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(words, sizeof words, "%.*e", digits - 1, value);
        if (!(strtod(words, NULL) < value) && !(strtod(words, NULL) > value)) {
            return (size_t)digits;
        }
    }
    return 17;
}

static bool change_number(struct instance *instance, struct arena *arena, size_t i, size_t digits)
{
    struct instance_numbers numbers;
    char words[40];
    instance_numbers_list(&numbers, arena, instance);
    if (i >= numbers.count) {
        return false;
    }
    double *value = numbers.items[i].value;
    const double plain = numbers.items[i].plain;
    const bool is_plain = !(*value < plain) && !(*value > plain);
    if (digits == 0) {
        *value = plain;
        return !is_plain;
    }
    if (is_plain || digits >= written_length(*value)) {
        return false;
    }
    snprintf(words, sizeof words, "%.*e", (int)digits - 1, *value);
    *value = strtod(words, NULL);
    return true;
}

static bool apply(struct instance *instance, struct arena *arena, const struct edit *edit)
{
    const size_t outer = edit->outer;
    bool has_changed = false;
    switch (edit->kind) {
    case EDIT_DROP_TEXT:
        return drop_text(instance);
    case EDIT_DROP_EXPECTED:
        has_changed = instance->expected.status != EXPECTED_NOTHING;
        instance->expected = (struct expected){.status = EXPECTED_NOTHING};
        return has_changed;
    case EDIT_DROP_APPLICATION:
        return drop_application(instance, outer);
    case EDIT_DROP_MODEL:
        return drop_model(instance, outer);
    case EDIT_DROP_NODE:
        return drop_node(instance, outer);
    case EDIT_DROP_LINK:
        REMOVE(instance->links, &instance->link_count, outer);
        return true;
    case EDIT_DROP_BLOCK:
        return drop_block(instance, outer, edit->inner);
    case EDIT_DROP_EXIT:
        return drop_exit(&instance->models[outer], edit->inner);
    case EDIT_DROP_CONFIGURATION:
        return drop_configuration(&instance->models[outer], edit->inner);
    case EDIT_DROP_ALLOWED:
        return drop_allowed(instance, outer);
    case EDIT_DROP_SHARES:
        return drop_shares(&instance->nodes[outer]);
    case EDIT_DROP_MEMORY:
        return drop_memory(instance, outer, edit->inner);
    case EDIT_ONE_WAY:
        has_changed = instance->links[outer].bidirectional;
        instance->links[outer].bidirectional = false;
        return has_changed;
    case EDIT_WORST_CASE:
        has_changed = instance->applications[outer].latency_metric != LATENCY_WORST_CASE;
        instance->applications[outer].latency_metric = LATENCY_WORST_CASE;
        return has_changed;
    case EDIT_NUMBER:
        break;
    }
    return change_number(instance, arena, outer, edit->inner);
}

const struct instance *instance_edit(struct arena *arena, const struct instance *instance,
                                     const struct edit *edit)
{
    struct instance *copy = instance_copy(arena, instance);
    return apply(copy, arena, edit) ? copy : NULL;
}

/* How many values `outer` may have. */
static size_t outer_count(const struct instance *instance, enum edit_kind kind)
{
    switch (kind) {
    case EDIT_DROP_TEXT:
    case EDIT_DROP_EXPECTED:
        return 1;
    case EDIT_DROP_APPLICATION:
    case EDIT_DROP_ALLOWED:
    case EDIT_WORST_CASE:
        return instance->application_count;
    case EDIT_DROP_NODE:
    case EDIT_DROP_SHARES:
        return instance->node_count;
    case EDIT_DROP_LINK:
    case EDIT_ONE_WAY:
        return instance->link_count;
    case EDIT_DROP_MODEL:
    case EDIT_DROP_BLOCK:
    case EDIT_DROP_EXIT:
    case EDIT_DROP_CONFIGURATION:
        return instance->model_count;
    case EDIT_DROP_MEMORY:
        return instance->node_count > instance->model_count ? instance->node_count : instance->model_count;
    case EDIT_NUMBER:
        break;
    }
    return instance_numbers_limit(instance);
}

static size_t inner_count(const struct instance *instance, const struct edit *edit)
{
    enum { DIGITS_TRIED = 3 };
    switch (edit->kind) {
    case EDIT_DROP_BLOCK:
        return instance->models[edit->outer].block_count;
    case EDIT_DROP_EXIT:
        return instance->models[edit->outer].exit_count;
    case EDIT_DROP_CONFIGURATION:
        return instance->models[edit->outer].configuration_count;
    case EDIT_DROP_MEMORY:
        return 2;
    case EDIT_NUMBER:
        return DIGITS_TRIED + 1;
    default:
        return 1;
    }
}

/* Is there an edit with these indices? */
static bool exists(const struct instance *instance, const struct edit *edit)
{
    if (edit->kind == EDIT_DROP_MEMORY) {
        return edit->outer < (edit->inner == 0 ? instance->node_count : instance->model_count);
    }
    return edit->outer < outer_count(instance, edit->kind);
}
bool edit_exists(const struct edit *edit, const struct instance *instance)
{
    return exists(instance, edit) && edit->inner < inner_count(instance, edit);
}

bool edit_next(struct edit *edit, const struct instance *instance)
{
    edit->inner++; /* from SIZE_MAX to 0 at the begin */
    for (;;) {
        if (edit->outer < outer_count(instance, edit->kind)) {
            if (edit->inner < inner_count(instance, edit)) {
                if (exists(instance, edit)) {
                    return true;
                }
                edit->inner++;
            } else {
                edit->outer++;
                edit->inner = 0;
            }
        } else if (edit->kind + 1 < EDIT_KIND_COUNT) {
            *edit = (struct edit){.kind = edit->kind + 1};
        } else {
            return false;
        }
    }
}
