/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_PROPERTY_JOINT_TRIAL_H
#define FINOPT_TESTS_PROPERTY_JOINT_TRIAL_H

#include "joint_instance.h"
#include "model/plan.h"
#include "model/resource_usage.h"
#include "property_run.h"
#include "solve/labels.h"

/* Trials of joint instances: capacities are drawn around what the single optima would use, so that most of
 * them bind. */

/* What the single optima use together; false if one has none. */
static inline bool single_usage(struct resource_usage *usage, struct trial *t)
{
    resource_usage_init(usage, t->arena, t->problem);
    for (size_t h = 0; h < t->problem->application_count; h++) {
        struct problem view = *t->problem;
        struct solution one;
        struct error error;
        const struct solve_options options = solve_options_default();
        view.applications = &t->problem->applications[h];
        view.application_count = 1;
        if (labels_solve(&one, t->arena, t->scratch, &view, &options, &error) != STATUS_OK ||
            one.plan == NULL) {
            return false;
        }
        resource_usage_add(usage, t->problem, h, &one.plan->applications[0], 1);
    }
    return true;
}

/* A capacity of 60 to 120 % of what is used; 1 where nothing is. */
static inline double drawn_share(struct rng *rng, int64_t used_ppm)
{
    const double share = (double)used_ppm / 1e6 * (double)rng_between(rng, 60, 120) / 100.0;
    return share > 0.0 && share < 1.0 ? share : 1.0;
}

static inline void tighten(struct trial *t, const struct resource_usage *usage)
{
    struct rng *rng = &t->random.rng;
    struct instance *instance = t->instance;
    for (size_t n = 0; n < instance->node_count; n++) {
        const size_t place = instance_first_place(instance, n);
        if (rng_between(rng, 0, 2) > 0) {
            instance->nodes[n].max_utilization = drawn_share(rng, usage->node_loads_ppm[place]);
        }
        if (rng_between(rng, 0, 2) == 0 && usage->node_memory_bytes[place] > 0) {
            instance->nodes[n].memory_bytes =
                usage->node_memory_bytes[place] * rng_between(rng, 70, 120) / 100;
        }
    }
    for (size_t l = 0; l < instance->link_count; l++) {
        if (rng_between(rng, 0, 2) == 0) {
            const size_t from = instance_first_place(instance, instance->links[l].from);
            const size_t to = instance_first_place(instance, instance->links[l].to);
            const size_t link = problem_find_link(t->problem, from, to);
            instance->links[l].max_utilization = drawn_share(rng, usage->link_loads_ppm[link]);
        }
    }
}

/* Tightens the trial's instance, quantizes it and enumerates its plans. */
static inline const char *joint_finish(struct trial *t)
{
    struct solve_options options = solve_options_default();
    struct error error;
    struct resource_usage usage;
    options.enumeration_limit = 4000000;
    if (quantize(&t->problem, t->arena, t->instance, &error) != STATUS_OK) {
        return arena_strdup(t->arena, error.message);
    }
    if (single_usage(&usage, t)) {
        tighten(t, &usage);
    }
    if (quantize(&t->problem, t->arena, t->instance, &error) != STATUS_OK ||
        exhaustive_solve(&t->optimum, t->arena, t->scratch, t->problem, &options, &error) != STATUS_OK) {
        return arena_strdup(t->arena, error.message);
    }
    return is_proved(&t->optimum) ? NULL : "too many plans to enumerate";
}

static inline const char *joint_prepare(struct trial *t)
{
    t->random.rng = rng_from_seed(t->seed);
    t->instance = joint_instance(t->arena, &t->random.rng);
    return joint_finish(t);
}

#endif
