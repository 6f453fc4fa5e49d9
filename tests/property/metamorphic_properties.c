/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How must the optimum move when the instance is changed? What only adds choices never raises it; what only
 * gives things another name or place changes nothing; twice the energy costs twice. None of this needs to
 * know the optimum's value, so it holds every exact method against itself.
 */
#include <string.h>

#include "property_run.h"
#include "solve/ilp.h"
#include "solve/labels.h"

enum { ILP_EVERY = 8 };

/* A copy whose application may be changed; the rest is shared. */
static struct instance *copy_of(const struct trial *t)
{
    struct instance *copy = ARENA_NEW(t->arena, struct instance);
    *copy = *t->instance;
    copy->applications = ARENA_NEW(t->arena, struct instance_application);
    copy->applications[0] = t->instance->applications[0];
    return copy;
}

/* The optimum of a changed instance, -1 for none: by label setting, and now and then by the integer program.
 */
static bool optimum_of(int64_t *answer, struct trial *t, const struct instance *instance)
{
    const struct solve_options options = solve_options_default();
    const struct problem *problem = NULL;
    struct solution solution;
    struct error error;
    if (quantize(&problem, t->arena, instance, &error) != STATUS_OK) {
        return broken(t, "the changed instance: %s: %s", error.path, error.message);
    }
    if (labels_solve(&solution, t->arena, t->scratch, problem, &options, &error) != STATUS_OK ||
        !is_proved(&solution)) {
        return broken(t, "the changed instance: no proof");
    }
    *answer = answer_of(&solution);
    if (t->seed % ILP_EVERY == 0) {
        struct solution ilp;
        if (ilp_solve(&ilp, t->arena, t->scratch, problem, &options, &error) != STATUS_OK) {
            return broken(t, "the changed instance: %s", error.message);
        }
        if (!is_proved(&ilp) || answer_of(&ilp) != *answer) {
            return broken(t, "the changed instance: labels %" PRId64 ", ilp %" PRId64, *answer,
                          answer_of(&ilp));
        }
    }
    return true;
}

/* What adds choices only: a plan stays a plan and costs no more. */
static bool is_no_worse(struct trial *t, const struct instance *changed)
{
    int64_t after = -1;
    const int64_t before = answer_of(&t->optimum);
    if (!optimum_of(&after, t, changed)) {
        return false;
    }
    return before < 0 || (after >= 0 && after <= before) ||
           broken(t, "the optimum rises from %" PRId64 " to %" PRId64, before, after);
}

static bool is_the_same(struct trial *t, const struct instance *changed)
{
    int64_t after = -1;
    const int64_t before = answer_of(&t->optimum);
    if (!optimum_of(&after, t, changed)) {
        return false;
    }
    return before == after || broken(t, "the optimum was %" PRId64 ", it is %" PRId64, before, after);
}

static bool a_later_deadline_never_raises_the_optimum(struct trial *t)
{
    struct instance *changed = copy_of(t);
    const int64_t later = t->problem->applications[0].deadline_quanta + rng_between(&t->random.rng, 1, 200);
    changed->applications[0].max_latency_s = deadline_seconds(changed, later);
    return is_no_worse(t, changed);
}

static bool a_lower_target_never_raises_the_optimum(struct trial *t)
{
    struct instance *changed = copy_of(t);
    changed->applications[0].min_accuracy *= (double)rng_between(&t->random.rng, 0, 9) / 10.0;
    return is_no_worse(t, changed);
}

static bool more_allowed_nodes_never_raise_the_optimum(struct trial *t)
{
    struct instance *changed = copy_of(t);
    changed->applications[0].allowed_nodes = ARENA_ARRAY(t->arena, bool *, changed->models[0].block_count);
    return is_no_worse(t, changed);
}

/* Is the ordered pair joined, in one way or by the reverse of a bidirectional link? */
static bool is_joined(const struct instance *instance, size_t from, size_t to)
{
    for (size_t l = 0; l < instance->link_count; l++) {
        const struct instance_link *link = &instance->links[l];
        if ((link->from == from && link->to == to) ||
            (link->bidirectional && link->to == from && link->from == to)) {
            return true;
        }
    }
    return false;
}

static struct instance_link *copy_links(struct instance *instance, struct arena *arena, size_t more)
{
    struct instance_link *links = ARENA_ARRAY(arena, struct instance_link, instance->link_count + more);
    memcpy(links, instance->links, instance->link_count * sizeof *links);
    instance->links = links;
    return links;
}

static bool one_more_link_never_raises_the_optimum(struct trial *t)
{
    struct instance *changed = copy_of(t);
    struct instance_link *links = copy_links(changed, t->arena, 1);
    const size_t nodes = changed->node_count;
    const size_t first = (size_t)rng_between(&t->random.rng, 0, (int64_t)(nodes * nodes) - 1);
    for (size_t i = 0; i < nodes * nodes; i++) {
        const size_t from = (first + i) % (nodes * nodes) / nodes;
        const size_t to = (first + i) % nodes;
        if (from != to && !is_joined(changed, from, to)) {
            links[changed->link_count++] = random_link(&t->random, from, to);
            return is_no_worse(t, changed);
        }
    }
    return true; /* all are joined */
}

static bool one_more_node_never_raises_the_optimum(struct trial *t)
{
    struct instance *changed = copy_of(t);
    const size_t nodes = changed->node_count;
    changed->nodes = ARENA_ARRAY(t->arena, struct instance_node, nodes + 1);
    memcpy(changed->nodes, t->instance->nodes, nodes * sizeof *changed->nodes);
    changed->nodes[nodes] = t->instance->nodes[0];
    changed->nodes[nodes].id = "more";
    changed->nodes[nodes].power_w = random_power(&t->random);
    changed->node_count = nodes + 1;
    struct instance_link *links = copy_links(changed, t->arena, 2);
    const size_t neighbour = (size_t)rng_between(&t->random.rng, 0, (int64_t)nodes - 1);
    links[changed->link_count++] = random_link(&t->random, changed->applications[0].source, nodes);
    links[changed->link_count++] = random_link(&t->random, nodes, neighbour);
    const size_t blocks = changed->models[0].block_count;
    bool **allowed = ARENA_ARRAY(t->arena, bool *, blocks);
    for (size_t i = 0; i < blocks; i++) {
        if (t->instance->applications[0].allowed_nodes[i] != NULL) {
            allowed[i] = ARENA_ARRAY(t->arena, bool, nodes + 1);
            memcpy(allowed[i], t->instance->applications[0].allowed_nodes[i], nodes * sizeof **allowed);
            allowed[i][nodes] = chance(&t->random, 50);
        }
    }
    changed->applications[0].allowed_nodes = allowed;
    return is_no_worse(t, changed);
}

/* A random order of 0 .. count-1 (Fisher and Yates). */
static size_t *random_order(struct trial *t, size_t count)
{
    size_t *order = ARENA_ARRAY(t->arena, size_t, count);
    for (size_t i = 0; i < count; i++) {
        const size_t j = (size_t)rng_between(&t->random.rng, 0, (int64_t)i);
        order[i] = order[j];
        order[j] = i;
    }
    return order;
}

static struct profile permuted_profile(struct trial *t, const struct profile *profile, const size_t *place_of)
{
    struct profile permuted = {ARENA_ARRAY(t->arena, struct profile_entry, profile->count), profile->count};
    const size_t *order = random_order(t, profile->count);
    for (size_t i = 0; i < profile->count; i++) {
        permuted.entries[order[i]] = profile->entries[i];
        permuted.entries[order[i]].node = place_of[profile->entries[i].node];
    }
    return permuted;
}

static void permute_network(struct instance *changed, struct trial *t, const size_t *place_of)
{
    const struct instance *original = t->instance;
    changed->nodes = ARENA_ARRAY(t->arena, struct instance_node, original->node_count);
    for (size_t n = 0; n < original->node_count; n++) {
        changed->nodes[place_of[n]] = original->nodes[n];
        changed->nodes[place_of[n]].id = arena_printf(t->arena, "renamed%zu", n);
    }
    changed->links = ARENA_ARRAY(t->arena, struct instance_link, original->link_count);
    const size_t *link_order = random_order(t, original->link_count);
    for (size_t l = 0; l < original->link_count; l++) {
        struct instance_link *link = &changed->links[link_order[l]];
        *link = original->links[l];
        link->from = place_of[original->links[l].from];
        link->to = place_of[original->links[l].to];
    }
}

static void permute_model(struct instance *changed, struct trial *t, const size_t *place_of)
{
    const struct instance_model *from = &t->instance->models[0];
    struct instance_model *to = ARENA_NEW(t->arena, struct instance_model);
    *to = *from;
    to->blocks = ARENA_ARRAY(t->arena, struct instance_block, from->block_count);
    for (size_t i = 0; i < from->block_count; i++) {
        to->blocks[i] = from->blocks[i];
        to->blocks[i].id = arena_printf(t->arena, "renamed%zu", i);
        to->blocks[i].profile = permuted_profile(t, &from->blocks[i].profile, place_of);
    }
    to->exits = ARENA_ARRAY(t->arena, struct instance_exit, from->exit_count);
    for (size_t x = 0; x < from->exit_count; x++) {
        to->exits[x] = from->exits[x];
        to->exits[x].profile = permuted_profile(t, &from->exits[x].profile, place_of);
    }
    to->configurations = ARENA_ARRAY(t->arena, struct instance_configuration, from->configuration_count);
    const size_t *order = random_order(t, from->configuration_count);
    for (size_t c = 0; c < from->configuration_count; c++) {
        to->configurations[order[c]] = from->configurations[c];
        to->configurations[order[c]].id = arena_printf(t->arena, "renamed%zu", c);
    }
    changed->models = to;
}

static bool other_names_and_places_change_nothing(struct trial *t)
{
    struct instance *changed = copy_of(t);
    const size_t *place_of = random_order(t, t->instance->node_count);
    permute_network(changed, t, place_of);
    permute_model(changed, t, place_of);
    struct instance_application *application = &changed->applications[0];
    application->source = place_of[application->source];
    bool **allowed = ARENA_ARRAY(t->arena, bool *, changed->models[0].block_count);
    for (size_t i = 0; i < changed->models[0].block_count; i++) {
        if (application->allowed_nodes[i] != NULL) {
            allowed[i] = ARENA_ARRAY(t->arena, bool, changed->node_count);
            for (size_t n = 0; n < changed->node_count; n++) {
                allowed[i][place_of[n]] = application->allowed_nodes[i][n];
            }
        }
    }
    application->allowed_nodes = allowed;
    return is_the_same(t, changed);
}

static bool a_bidirectional_link_is_two_links(struct trial *t)
{
    struct instance *changed = copy_of(t);
    const size_t count = changed->link_count;
    struct instance_link *links = copy_links(changed, t->arena, count);
    for (size_t l = 0; l < count; l++) {
        if (links[l].bidirectional) {
            links[l].bidirectional = false;
            struct instance_link *back = &links[changed->link_count++];
            *back = links[l];
            back->from = links[l].to;
            back->to = links[l].from;
        }
    }
    return is_the_same(t, changed);
}

static bool half_the_rate_with_an_eighth_of_the_quantum_is_four_times_as_many(struct trial *t)
{
    /* Powers of two move through every product unrounded; the loads stay below the capacities. */
    if (!t->random.is_friendly) {
        return true;
    }
    struct instance *changed = copy_of(t);
    changed->applications[0].rate_per_s /= 2.0;
    changed->energy_quantum_j /= 8.0;
    int64_t after = -1;
    const int64_t before = answer_of(&t->optimum);
    if (!optimum_of(&after, t, changed)) {
        return false;
    }
    return after == (before < 0 ? -1 : 4 * before) ||
           broken(t, "%" PRId64 " becomes %" PRId64, before, after);
}

static void double_profile(struct profile *profile, struct arena *arena)
{
    struct profile_entry *entries = ARENA_ARRAY(arena, struct profile_entry, profile->count);
    for (size_t i = 0; i < profile->count; i++) {
        entries[i] = profile->entries[i];
        entries[i].energy_j *= entries[i].energy_j > 0.0 ? 2.0 : 1.0;
    }
    profile->entries = entries;
}

static bool twice_the_energies_cost_twice(struct trial *t)
{
    if (!t->random.is_friendly) {
        return true; /* rounding would come between */
    }
    struct instance *changed = copy_of(t);
    struct instance_link *links = copy_links(changed, t->arena, 0);
    for (size_t l = 0; l < changed->link_count; l++) {
        links[l].energy_j_per_bit *= 2.0;
        links[l].power_w *= 2.0;
    }
    changed->nodes = ARENA_ARRAY(t->arena, struct instance_node, changed->node_count);
    for (size_t n = 0; n < changed->node_count; n++) {
        changed->nodes[n] = t->instance->nodes[n];
        changed->nodes[n].power_w *= 2.0;
    }
    struct instance_model *model = ARENA_NEW(t->arena, struct instance_model);
    *model = t->instance->models[0];
    changed->models = model;
    model->blocks = ARENA_ARRAY(t->arena, struct instance_block, model->block_count);
    for (size_t i = 0; i < model->block_count; i++) {
        model->blocks[i] = t->instance->models[0].blocks[i];
        double_profile(&model->blocks[i].profile, t->arena);
    }
    model->exits = ARENA_ARRAY(t->arena, struct instance_exit, model->exit_count);
    for (size_t x = 0; x < model->exit_count; x++) {
        model->exits[x] = t->instance->models[0].exits[x];
        double_profile(&model->exits[x].profile, t->arena);
    }
    int64_t after = -1;
    const int64_t before = answer_of(&t->optimum);
    if (!optimum_of(&after, t, changed)) {
        return false;
    }
    return after == (before < 0 ? -1 : 2 * before) ||
           broken(t, "%" PRId64 " becomes %" PRId64, before, after);
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"a later deadline never raises the optimum", a_later_deadline_never_raises_the_optimum},
        {"a lower target never raises the optimum", a_lower_target_never_raises_the_optimum},
        {"more allowed nodes never raise the optimum", more_allowed_nodes_never_raise_the_optimum},
        {"one more link never raises the optimum", one_more_link_never_raises_the_optimum},
        {"one more node never raises the optimum", one_more_node_never_raises_the_optimum},
        {"other names and places change nothing", other_names_and_places_change_nothing},
        {"a bidirectional link is two links", a_bidirectional_link_is_two_links},
        {"half the rate with an eighth of the quantum is four times as many quanta",
         half_the_rate_with_an_eighth_of_the_quantum_is_four_times_as_many},
        {"twice the energies cost twice", twice_the_energies_cost_twice},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 10000,
        .prepare = trial_prepare,
    };
    return run_properties(&program, argc, argv);
}
