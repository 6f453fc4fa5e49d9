/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a placement of a chain cost, block by block? */
#include "solve/chain.h"

#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/solution.h"

bool chain_step_cost(struct chain_step *step, const struct problem *problem, const struct stage *stage,
                     size_t from, size_t node)
{
    if (!stage->allowed[node]) {
        return false;
    }
    step->energy_quanta = stage->compute_energy_quanta[node];
    step->latency_quanta = stage->compute_latency_quanta[node];
    if (node == from) {
        return true;
    }
    const size_t link = problem_find_link(problem, from, node);
    if (link == NO_LINK) {
        return false;
    }
    step->energy_quanta += stage->transfer_energy_quanta[link];
    step->latency_quanta += stage->transfer_latency_quanta[link];
    return true;
}

struct chain_targets chain_targets_begin(const struct problem *problem, size_t from)
{
    return (struct chain_targets){
        .own = from,
        .next_link = problem->link_begin[from],
        .end_link = problem->link_begin[from + 1],
    };
}

bool chain_targets_next(size_t *node, struct chain_targets *targets, const struct problem *problem)
{
    if (!targets->own_is_done) {
        targets->own_is_done = true;
        *node = targets->own;
        return true;
    }
    if (targets->next_link == targets->end_link) {
        return false;
    }
    *node = problem->links[targets->next_link++].to;
    return true;
}

void chain_least_latency_to_go(int64_t *to_go, const struct problem *problem,
                               const struct problem_configuration *configuration)
{
    const size_t nodes = problem->node_count;
    for (size_t i = configuration->depth; i-- > 0;) {
        for (size_t from = 0; from < nodes; from++) {
            int64_t *least = &to_go[i * nodes + from];
            *least = i + 1 == configuration->depth ? 0 : CHAIN_UNREACHABLE;
            if (i + 1 == configuration->depth) {
                continue;
            }
            const struct stage *next = configuration->stages[i + 1];
            struct chain_targets targets = chain_targets_begin(problem, from);
            size_t node = 0;
            while (chain_targets_next(&node, &targets, problem)) {
                struct chain_step step;
                const int64_t rest = to_go[(i + 1) * nodes + node];
                if (rest < CHAIN_UNREACHABLE && chain_step_cost(&step, problem, next, from, node)) {
                    *least = min_int64(*least, step.latency_quanta + rest);
                }
            }
        }
    }
}

bool candidate_evaluate(struct candidate *candidate, const struct problem *problem, size_t configuration,
                        const size_t *nodes)
{
    const struct problem_application *application = &problem->applications[0];
    const struct problem_configuration *chosen = &application->configurations[configuration];
    *candidate = (struct candidate){.found = true, .configuration = configuration, .nodes = nodes};
    size_t from = application->source;
    for (size_t i = 0; i < chosen->depth; i++) {
        struct chain_step step;
        if (!chain_step_cost(&step, problem, chosen->stages[i], from, nodes[i])) {
            return false;
        }
        candidate->energy_quanta += step.energy_quanta;
        candidate->latency_quanta += step.latency_quanta;
        from = nodes[i];
    }
    return true;
}

void candidate_offer(struct candidate *best, struct arena *arena, const struct problem *problem,
                     const struct candidate *offer)
{
    const struct problem_application *application = &problem->applications[0];
    const struct problem_configuration *configuration = &application->configurations[offer->configuration];
    if (offer->latency_quanta > application->deadline_quanta ||
        !configuration_is_accurate(application, configuration) ||
        (best->found && offer->energy_quanta >= best->energy_quanta)) {
        return;
    }
    size_t *nodes = ARENA_ARRAY(arena, size_t, configuration->depth);
    memcpy(nodes, offer->nodes, configuration->depth * sizeof *nodes);
    *best = *offer;
    best->found = true;
    best->nodes = nodes;
}

void candidate_answer(struct solution *solution, struct arena *arena, const struct problem *problem,
                      const struct candidate *best, const char *note)
{
    if (!best->found) {
        solution->outcome = OUTCOME_UNKNOWN;
        solution->note = note;
        return;
    }
    const size_t depth = problem->applications[0].configurations[best->configuration].depth;
    struct plan *plan = plan_new(arena, problem);
    plan->applications[0].configuration = best->configuration;
    plan->applications[0].node_count = depth;
    plan->applications[0].nodes = ARENA_ARRAY(arena, size_t, depth);
    memcpy(plan->applications[0].nodes, best->nodes, depth * sizeof *best->nodes);
    solution->outcome = OUTCOME_FEASIBLE;
    solution->plan = plan;
    solution->energy_quanta = best->energy_quanta;
}

void candidate_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                     const struct problem *problem, chain_placer *place, const char *note)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct problem_application *application = &problem->applications[0];
    struct candidate best = {0};
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    for (size_t c = 0; c < application->configuration_count; c++) {
        const struct problem_configuration *configuration = &application->configurations[c];
        size_t *nodes = ARENA_ARRAY(scratch, size_t, configuration->depth);
        struct candidate offer;
        if (configuration_is_accurate(application, configuration) &&
            place(nodes, scratch, problem, configuration) && candidate_evaluate(&offer, problem, c, nodes)) {
            candidate_offer(&best, scratch, problem, &offer);
        }
    }
    candidate_answer(solution, arena, problem, &best, note);
    arena_rewind(scratch, mark);
}
