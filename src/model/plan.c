/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a plan held? */
#include "model/plan.h"

#include <string.h>

#include "base/arena.h"
#include "model/problem.h"

struct plan *plan_new(struct arena *arena, const struct problem *problem)
{
    struct plan *plan = ARENA_NEW(arena, struct plan);
    plan->application_count = problem->application_count;
    plan->applications = ARENA_ARRAY(arena, struct plan_application, plan->application_count);
    for (size_t h = 0; h < plan->application_count; h++) {
        plan->applications[h].configuration = PLAN_NO_CONFIGURATION;
    }
    return plan;
}

struct plan *plan_copy(struct arena *arena, const struct plan *plan)
{
    struct plan *copy = ARENA_NEW(arena, struct plan);
    copy->application_count = plan->application_count;
    copy->applications = ARENA_ARRAY(arena, struct plan_application, plan->application_count);
    for (size_t h = 0; h < plan->application_count; h++) {
        struct plan_application *to = &copy->applications[h];
        *to = plan->applications[h];
        to->nodes = ARENA_ARRAY(arena, size_t, to->node_count);
        if (to->node_count > 0) {
            memcpy(to->nodes, plan->applications[h].nodes, to->node_count * sizeof *to->nodes);
        }
    }
    return copy;
}

int64_t plan_application_energy(const struct problem *problem, size_t h,
                                const struct plan_application *choice)
{
    const struct problem_application *application = &problem->applications[h];
    const struct problem_configuration *configuration = &application->configurations[choice->configuration];
    int64_t energy_quanta = 0;
    size_t from = application->source;
    for (size_t i = 0; i < configuration->depth; i++) {
        const struct stage *stage = configuration->stages[i];
        const size_t node = choice->nodes[i];
        energy_quanta += stage->compute_energy_quanta[node];
        if (node != from) {
            energy_quanta += stage->transfer_energy_quanta[problem_find_link(problem, from, node)];
        }
        from = node;
    }
    return energy_quanta;
}
