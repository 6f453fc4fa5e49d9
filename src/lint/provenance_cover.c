/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which entry of the provenance speaks of which number? Paths are matched step by step, `*` within a step. */
#include "lint/provenance_cover.h"

#include "base/arena.h"

/* Does the path from here on cover the steps from `s` on, `at` being where step s is compared? */
static bool covers(const char *path, const struct number_name *number, size_t s, const char *at)
{
    if (*path == '*') {
        for (const char *rest = at;; rest++) {
            if (covers(path + 1, number, s, rest)) {
                return true;
            }
            if (*rest == '\0') {
                return false;
            }
        }
    }
    if (*at == '\0' && *path == '\0') {
        return true; /* the number, or what it lies below */
    }
    if (*at == '\0' && *path == '.' && s + 1 < number->count) {
        return covers(path + 1, number, s + 1, number->steps[s + 1]);
    }
    return *at != '\0' && *path == *at && covers(path + 1, number, s, at + 1);
}

bool provenance_path_covers(const char *path, const struct number_name *number)
{
    return covers(path, number, 0, number->steps[0]);
}

bool provenance_covers(const struct instance *instance, const struct number_name *number, unsigned kinds)
{
    for (size_t p = 0; p < instance->provenance_count; p++) {
        const struct provenance *entry = &instance->provenance[p];
        if ((kinds & 1U << entry->kind) != 0 && provenance_path_covers(entry->path, number)) {
            return true;
        }
    }
    return false;
}

const char *link_name(struct arena *arena, const struct instance *instance, const struct instance_link *link)
{
    return arena_printf(arena, "%s-%s", instance->nodes[link->from].id, instance->nodes[link->to].id);
}

/* Where a walk through an instance is: the names and the path of the object whose numbers come next. */
struct walk {
    const struct number_visitor *visitor;
    struct number_name name;
    const char *path;
};

static struct walk step_into(const struct walk *walk, const char *list, const char *id, size_t index)
{
    struct walk inner = *walk;
    inner.name.steps[inner.name.count++] = list;
    inner.name.steps[inner.name.count++] = id;
    inner.path = arena_printf(walk->visitor->arena, "%s%s%s[%zu]", walk->path,
                              walk->path[0] != '\0' ? "." : "", list, index);
    return inner;
}

static void visit(const struct walk *walk, bool is_given, const char *key)
{
    if (is_given) {
        struct number_name name = walk->name;
        name.steps[name.count++] = key;
        walk->visitor->visit(walk->visitor->context, &name,
                             arena_printf(walk->visitor->arena, "%s.%s", walk->path, key));
    }
}

static void visit_nodes(const struct walk *root, const struct instance *instance)
{
    for (size_t n = 0; n < instance->node_count; n++) {
        const struct instance_node *node = &instance->nodes[n];
        const struct walk walk = step_into(root, "nodes", node->id, n);
        visit(&walk, node->ops_per_s > 0.0, "ops_per_s");
        visit(&walk, node->power_w > 0.0, "power_w");
        visit(&walk, node->memory_bytes != MEMORY_UNLIMITED, "memory_bytes");
        visit(&walk, node->max_utilization < 1.0, "max_utilization");
        visit(&walk, node->share_count > 0, "shares");
    }
}

static void visit_links(const struct walk *root, const struct instance *instance)
{
    for (size_t l = 0; l < instance->link_count; l++) {
        const struct instance_link *link = &instance->links[l];
        const struct walk walk = step_into(root, "links", link_name(root->visitor->arena, instance, link), l);
        visit(&walk, true, "bits_per_s");
        visit(&walk, link->latency_s > 0.0, "latency_s");
        visit(&walk, link->energy_j_per_bit > 0.0, "energy_j_per_bit");
        visit(&walk, link->power_w > 0.0, "power_w");
        visit(&walk, link->max_utilization < 1.0, "max_utilization");
    }
}

/* Zeros are the defaults of the format: they need no source. */
static void visit_model(const struct walk *walk, const struct instance_model *model)
{
    visit(walk, model->input_bits > 0.0, "input_bits");
    for (size_t b = 0; b < model->block_count; b++) {
        const struct instance_block *block = &model->blocks[b];
        const struct walk inner = step_into(walk, "blocks", block->id, b);
        visit(&inner, block->ops > 0.0, "ops");
        visit(&inner, block->output_bits > 0.0, "output_bits");
        visit(&inner, block->memory_bytes > 0, "memory_bytes");
        visit(&inner, block->profile.count > 0, "profile");
    }
    for (size_t x = 0; x < model->exit_count; x++) {
        const struct instance_exit *exit = &model->exits[x];
        const struct walk inner = step_into(walk, "exits", exit->id, x);
        visit(&inner, exit->accuracy >= 0.0, "accuracy");
        visit(&inner, exit->ops > 0.0, "ops");
        visit(&inner, exit->memory_bytes > 0, "memory_bytes");
        visit(&inner, exit->profile.count > 0, "profile");
    }
    for (size_t c = 0; c < model->configuration_count; c++) {
        const struct walk inner = step_into(walk, "configurations", model->configurations[c].id, c);
        visit(&inner, true, "accuracy");
        visit(&inner, true, "fractions");
    }
}

void instance_visit_numbers(const struct instance *instance, const struct number_visitor *visitor)
{
    const struct walk root = {.visitor = visitor, .path = ""};
    visit_nodes(&root, instance);
    visit_links(&root, instance);
    for (size_t m = 0; m < instance->model_count; m++) {
        const struct walk walk = step_into(&root, "models", instance->models[m].id, m);
        visit_model(&walk, &instance->models[m]);
    }
    for (size_t h = 0; h < instance->application_count; h++) {
        const struct instance_application *application = &instance->applications[h];
        const struct walk walk = step_into(&root, "applications", application->id, h);
        visit(&walk, application->rate_per_s < 1.0 || application->rate_per_s > 1.0, "rate_per_s");
        visit(&walk, true, "max_latency_s");
        visit(&walk, true, "min_accuracy");
    }
}
