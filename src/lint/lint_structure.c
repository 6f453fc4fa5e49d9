/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parts can no plan use? Reachability from the sources; exits against configurations and targets. */
#include "base/arena.h"
#include "lint/lint.h"
#include "model/instance.h"

/* Marks what can be reached from what is marked. O(nodes * links) at worst, one pass when links are in order.
 */
static void spread(bool *is_reached, const struct instance *instance)
{
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (size_t l = 0; l < instance->link_count; l++) {
            const struct instance_link *link = &instance->links[l];
            if (is_reached[link->from] && !is_reached[link->to]) {
                is_reached[link->to] = has_changed = true;
            }
            if (link->bidirectional && is_reached[link->to] && !is_reached[link->from]) {
                is_reached[link->from] = has_changed = true;
            }
        }
    }
}

static bool profile_covers(const struct profile *profile, size_t node)
{
    for (size_t i = 0; i < profile->count; i++) {
        if (profile->entries[i].node == node) {
            return true;
        }
    }
    return false;
}

/* May any block of any application run on the node, by (P3) and by what is known about its speed? */
static bool can_run_something(const struct instance *instance, size_t n)
{
    for (size_t h = 0; h < instance->application_count; h++) {
        const struct instance_application *application = &instance->applications[h];
        const struct instance_model *model = &instance->models[application->model];
        for (size_t b = 0; b < model->block_count; b++) {
            const struct instance_block *block = &model->blocks[b];
            const bool *allowed = application->allowed_nodes[b];
            const bool has_speed = instance->nodes[n].ops_per_s > 0.0 && block->ops >= 0.0;
            const bool is_free = block->ops >= 0.0 && !(block->ops > 0.0);
            if ((allowed == NULL || allowed[n]) &&
                (has_speed || is_free || profile_covers(&block->profile, n))) {
                return true;
            }
        }
    }
    return false;
}

static bool is_source(const struct instance *instance, size_t n)
{
    for (size_t h = 0; h < instance->application_count; h++) {
        if (instance->applications[h].source == n) {
            return true;
        }
    }
    return false;
}

static void lint_nodes(struct lint_report *report, const struct instance *instance)
{
    bool *is_reached = ARENA_ARRAY(report->arena, bool, instance->node_count);
    for (size_t h = 0; h < instance->application_count; h++) {
        is_reached[instance->applications[h].source] = true;
    }
    spread(is_reached, instance);
    for (size_t n = 0; n < instance->node_count; n++) {
        const char *path = arena_printf(report->arena, "nodes[%zu].id", n);
        if (!is_reached[n]) {
            lint_add(report, LINT_UNREACHABLE_NODE, LINT_WARNING, path,
                     "no link leads from any source to \"%s\"", instance->nodes[n].id);
        } else if (!is_source(instance, n) && !can_run_something(instance, n)) {
            const bool is_expected = instance->expected.status == EXPECTED_INFEASIBLE;
            lint_add(report, LINT_USELESS_NODE, is_expected ? LINT_NOTE : LINT_WARNING, path,
                     "no block of any application can run on \"%s\"", instance->nodes[n].id);
        }
    }
}

static bool is_active(const struct instance_model *model, size_t c, size_t x)
{
    return model->configuration_count > 0 ? model->configurations[c].fractions[x] > 0.0 : c == x;
}

static double accuracy_of(const struct instance_model *model, size_t c)
{
    return model->configuration_count > 0 ? model->configurations[c].accuracy : model->exits[c].accuracy;
}

/* Is the exit active in a configuration; in one that some application of the model may choose? */
static void lint_exit(struct lint_report *report, const struct instance *instance, size_t m, size_t x)
{
    const struct instance_model *model = &instance->models[m];
    const size_t count = model->configuration_count > 0 ? model->configuration_count : model->exit_count;
    const char *path = arena_printf(report->arena, "models[%zu].exits[%zu].id", m, x);
    bool is_active_somewhere = false;
    bool is_useful = false;
    for (size_t c = 0; c < count; c++) {
        is_active_somewhere = is_active_somewhere || is_active(model, c, x);
        for (size_t h = 0; h < instance->application_count && is_active(model, c, x); h++) {
            const struct instance_application *application = &instance->applications[h];
            is_useful =
                is_useful || (application->model == m && accuracy_of(model, c) >= application->min_accuracy);
        }
    }
    if (!is_active_somewhere) {
        lint_add(report, LINT_USELESS_EXIT, LINT_WARNING, path,
                 "no configuration sends a sample to exit \"%s\"", model->exits[x].id);
    } else if (!is_useful) {
        lint_add(report, LINT_USELESS_EXIT, LINT_NOTE, path,
                 "exit \"%s\" is in no configuration that is accurate enough for an application",
                 model->exits[x].id);
    }
}

/* Without configurations everybody leaves at one exit: a later one must be more accurate to be worth the way.
 */
static void lint_dominated(struct lint_report *report, const struct instance_model *model, size_t m, size_t x)
{
    for (size_t y = 0; y < model->exit_count && model->configuration_count == 0; y++) {
        const struct instance_exit *earlier = &model->exits[y];
        const bool is_free =
            !(earlier->ops > 0.0) && earlier->profile.count == 0 && earlier->memory_bytes == 0;
        if (earlier->block < model->exits[x].block && is_free &&
            earlier->accuracy >= model->exits[x].accuracy) {
            lint_add(
                report, LINT_DOMINATED_EXIT, LINT_WARNING,
                arena_printf(report->arena, "models[%zu].exits[%zu].accuracy", m, x),
                "exit \"%s\" can never be worth its way: exit \"%s\", after fewer blocks, is as accurate",
                model->exits[x].id, earlier->id);
            return;
        }
    }
}

static bool is_model_used(const struct instance *instance, size_t m)
{
    for (size_t h = 0; h < instance->application_count; h++) {
        if (instance->applications[h].model == m) {
            return true;
        }
    }
    return false;
}

void lint_structure(struct lint_report *report, const struct instance *instance)
{
    lint_nodes(report, instance);
    for (size_t m = 0; m < instance->model_count; m++) {
        const struct instance_model *model = &instance->models[m];
        if (!is_model_used(instance, m)) {
            lint_add(report, LINT_UNUSED_MODEL, LINT_WARNING,
                     arena_printf(report->arena, "models[%zu].id", m), "no application runs model \"%s\"",
                     model->id);
            continue;
        }
        for (size_t x = 0; x < model->exit_count; x++) {
            lint_exit(report, instance, m, x);
            lint_dominated(report, model, m, x);
        }
    }
}
