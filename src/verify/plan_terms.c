/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a plan's energy the sum of? Read straight from the problem's tables, one block after the other. */
#include "verify/plan_terms.h"

#include "base/arena.h"
#include "base/error.h"
#include "model/plan.h"
#include "model/problem.h"

static struct plan_term term_of(const struct problem *problem, const struct stage *stage, size_t from,
                                size_t node)
{
    struct plan_term term = {
        .block = stage->block,
        .from = from,
        .node = node,
        .compute_energy_quanta = stage->compute_energy_quanta[node],
        .compute_latency_quanta = stage->compute_latency_quanta[node],
    };
    if (from != node) {
        const size_t link = problem_find_link(problem, from, node);
        BUG_IF(link == NO_LINK);
        term.transfer_energy_quanta = stage->transfer_energy_quanta[link];
        term.transfer_latency_quanta = stage->transfer_latency_quanta[link];
    }
    return term;
}

size_t plan_terms(struct plan_term **terms, struct arena *arena, const struct problem *problem,
                  const struct plan *plan)
{
    size_t count = 0;
    for (size_t h = 0; h < plan->application_count; h++) {
        count += plan->applications[h].node_count;
    }
    struct plan_term *all = ARENA_ARRAY(arena, struct plan_term, count);
    count = 0;
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_application *choice = &plan->applications[h];
        const struct problem_application *application = &problem->applications[h];
        size_t from = application->source;
        for (size_t i = 0; i < choice->node_count; i++) {
            all[count] = term_of(problem, application->configurations[choice->configuration].stages[i], from,
                                 choice->nodes[i]);
            all[count++].application = h;
            from = choice->nodes[i];
        }
    }
    *terms = all;
    return count;
}
