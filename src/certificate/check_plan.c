/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is the plan of a certificate a plan, and what does it cost? One walk along the blocks; sums cannot
 * overflow, see the invariant of struct problem.
 */
#include "certificate/check_plan.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/arena.h"
#include "model/plan.h"
#include "model/problem.h"

struct tally {
    const struct problem *problem;
    int64_t energy;
    int64_t latency;     /* of the application at hand */
    int64_t *node_loads; /* [node_count] by owner, as the next */
    int64_t *node_memories;
    int64_t *link_loads; /* [link_count] by owner */
};

/* Counts block i of a choice; the tag of what it breaks, or NULL. */
static const char *count_block(struct tally *tally, const struct stage *stage, size_t i, size_t from,
                               size_t node)
{
    const struct problem *problem = tally->problem;
    if (node >= problem->node_count) {
        return "P1";
    }
    if (!stage->allowed[node]) {
        return "P3";
    }
    const size_t owner = node - problem->nodes[node].place;
    if (node != from) {
        const size_t link = problem_find_link(problem, from, node);
        if (link == NO_LINK) {
            return "P2";
        }
        tally->energy += stage->transfer_energy_quanta[link];
        tally->latency += stage->transfer_latency_quanta[link];
        tally->link_loads[link - problem->links[link].owner_distance] += stage->transfer_load_ppm[link];
    }
    tally->energy += stage->compute_energy_quanta[node];
    tally->latency += stage->compute_latency_quanta[node];
    tally->node_memories[owner] += stage->memory_bytes;
    if (!problem->nodes[node].is_share || i == 0 || node != from) {
        tally->node_loads[owner] += stage->compute_load_ppm[node];
    }
    return NULL;
}

/* The tag of what the choice for one application breaks, or NULL. */
static const char *count_choice(struct tally *tally, const struct problem_application *application,
                                const struct plan_application *choice)
{
    if (choice->configuration >= application->configuration_count) {
        return "P1";
    }
    const struct problem_configuration *configuration = &application->configurations[choice->configuration];
    if (choice->node_count != configuration->depth) {
        return "P1";
    }
    if (configuration->accuracy_ppb < application->min_accuracy_ppb) {
        return "P5";
    }
    tally->latency = 0;
    for (size_t i = 0; i < choice->node_count; i++) {
        const size_t from = i == 0 ? application->source : choice->nodes[i - 1];
        const char *tag = count_block(tally, configuration->stages[i], i, from, choice->nodes[i]);
        if (tag != NULL) {
            return tag;
        }
    }
    return tally->latency > application->deadline_quanta ? "P4" : NULL;
}

/* Tag and index of the first shared row that is overloaded; false if none is. */
static bool find_overload(const char **tag, size_t *index, const struct tally *tally)
{
    const struct problem *problem = tally->problem;
    for (size_t n = 0; n < problem->node_count; n++) {
        *index = n;
        *tag = tally->node_loads[n] > problem->nodes[n].capacity_ppm ? "P6" : "P7";
        if (tally->node_loads[n] > problem->nodes[n].capacity_ppm ||
            tally->node_memories[n] > problem->nodes[n].memory_bytes) {
            return true;
        }
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        *index = l;
        *tag = "P8";
        if (tally->link_loads[l] > problem->links[l].capacity_ppm) {
            return true;
        }
    }
    return false;
}

bool check_plan(int64_t *energy_quanta, char *reason, size_t size, struct arena *scratch,
                const struct problem *problem, const struct plan *plan)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct tally tally = {
        .problem = problem,
        .node_loads = ARENA_ARRAY(scratch, int64_t, problem->node_count),
        .node_memories = ARENA_ARRAY(scratch, int64_t, problem->node_count),
        .link_loads = ARENA_ARRAY(scratch, int64_t, problem->link_count),
    };
    bool is_feasible = plan->application_count == problem->application_count;
    if (!is_feasible) {
        snprintf(reason, size, "the plan has %zu applications, the instance %zu", plan->application_count,
                 problem->application_count);
    }
    for (size_t h = 0; is_feasible && h < problem->application_count; h++) {
        const char *tag = count_choice(&tally, &problem->applications[h], &plan->applications[h]);
        if (tag != NULL) {
            snprintf(reason, size, "the plan breaks (%s) for application %s", tag,
                     problem->applications[h].id);
            is_feasible = false;
        }
    }
    const char *tag = NULL;
    size_t index = 0;
    if (is_feasible && find_overload(&tag, &index, &tally)) {
        const bool is_link = tag[1] == '8';
        const size_t from = is_link ? problem->links[index].from : index;
        snprintf(reason, size, "the plan breaks (%s) of %s %s%s%s", tag, is_link ? "link" : "node",
                 problem->nodes[from].id, is_link ? " to " : "",
                 is_link ? problem->nodes[problem->links[index].to].id : "");
        is_feasible = false;
    }
    if (is_feasible) {
        *energy_quanta = tally.energy;
    }
    arena_rewind(scratch, mark);
    return is_feasible;
}
