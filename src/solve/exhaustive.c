/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the least energy of all plans? Look at every one of them.
 *
 * Recursion over the blocks: block i goes to every node, from 0 up, that it can reach and run on. A complete
 * plan that meets the deadline is handed to a visitor. There is nothing clever here on purpose.
 */
#include "solve/exhaustive.h"

#include "base/arena.h"
#include "base/checked.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/chain.h"
#include "solve/single_application.h"
#include "solve/solver.h"

struct enumeration {
    const struct problem *problem;
    const struct problem_configuration *configuration;
    struct plan *plan;
    exhaustive_visitor *visit;
    void *context;
    const struct deadline *deadline;
    int64_t plans;
    int64_t placements; /* of single blocks, in plans and in dead ends */
    bool is_stopped;    /* by the visitor */
    bool is_timed_out;
};

static void place_block(struct enumeration *e, size_t i, size_t from, int64_t energy, int64_t latency)
{
    enum { PLACEMENTS_PER_LOOK = 4096 };
    const struct problem_application *application = &e->problem->applications[0];
    if (i == e->configuration->depth) {
        e->plans++;
        /* (P4) */
        if (latency <= application->deadline_quanta && !e->visit(e->context, e->plan, energy, latency)) {
            e->is_stopped = true;
        }
        return;
    }
    for (size_t node = 0; node < e->problem->node_count && !e->is_stopped && !e->is_timed_out; node++) {
        struct chain_step step;
        /* (P2), (P3) */
        if (chain_step_cost(&step, e->problem, e->configuration->stages[i], from, node)) {
            e->plan->applications[0].nodes[i] = node;
            if (++e->placements % PLACEMENTS_PER_LOOK == 0 && deadline_has_passed(e->deadline)) {
                e->is_timed_out = true;
            }
            place_block(e, i + 1, node, energy + step.energy_quanta, latency + step.latency_quanta);
        }
    }
}

static void enumerate(struct enumeration *e, struct arena *scratch)
{
    const struct problem_application *application = &e->problem->applications[0];
    e->plan = plan_new(scratch, e->problem);
    for (size_t c = 0; c < application->configuration_count; c++) {
        e->configuration = &application->configurations[c];
        /* (P5) */
        if (!configuration_is_accurate(application, e->configuration)) {
            continue;
        }
        e->plan->applications[0] = (struct plan_application){
            .configuration = c,
            .nodes = ARENA_ARRAY(scratch, size_t, e->configuration->depth),
            .node_count = e->configuration->depth,
        };
        place_block(e, 0, application->source, 0, 0);
    }
}

static int64_t add_saturating(int64_t a, int64_t b)
{
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

/* Sequences that end with this stage on each node, from those that end before it. */
static void extend_sequences(int64_t *next, const int64_t *ways, const struct problem *problem,
                             const struct stage *stage)
{
    for (size_t n = 0; n < problem->node_count; n++) {
        next[n] = 0;
    }
    for (size_t from = 0; from < problem->node_count; from++) {
        struct chain_targets targets = chain_targets_begin(problem, from);
        size_t node = 0;
        while (chain_targets_next(&node, &targets, problem)) {
            if (stage->allowed[node]) {
                next[node] = add_saturating(next[node], ways[from]);
            }
        }
    }
}

/* How much there is to enumerate. */
struct enumeration_size {
    int64_t plans;
    int64_t widest; /* the most beginnings of plans that end at one block, summed over the configurations */
};

static void count_sequences(struct enumeration_size *size, const struct problem *problem, struct arena *scratch)
{
    const struct problem_application *application = &problem->applications[0];
    const struct arena_mark mark = arena_mark(scratch);
    int64_t *ways = ARENA_ARRAY(scratch, int64_t, problem->node_count);
    int64_t *next = ARENA_ARRAY(scratch, int64_t, problem->node_count);
    *size = (struct enumeration_size){0};
    for (size_t c = 0; c < application->configuration_count; c++) {
        const struct problem_configuration *configuration = &application->configurations[c];
        if (!configuration_is_accurate(application, configuration)) {
            continue;
        }
        for (size_t n = 0; n < problem->node_count; n++) {
            ways[n] = n == application->source;
        }
        int64_t widest = 0;
        int64_t sequences = 0;
        for (size_t i = 0; i < configuration->depth; i++) {
            extend_sequences(next, ways, problem, configuration->stages[i]);
            int64_t *swap = ways;
            ways = next;
            next = swap;
            sequences = 0;
            for (size_t n = 0; n < problem->node_count; n++) {
                sequences = add_saturating(sequences, ways[n]);
            }
            widest = max_int64(widest, sequences);
        }
        size->plans = add_saturating(size->plans, sequences);
        size->widest = add_saturating(size->widest, widest);
    }
    arena_rewind(scratch, mark);
}

int64_t exhaustive_count(const struct problem *problem, struct arena *scratch)
{
    struct enumeration_size size;
    count_sequences(&size, problem, scratch);
    return size.plans;
}

enum status exhaustive_list(const struct problem *problem, struct arena *scratch, const struct solve_options *options,
                            exhaustive_visitor *visit, void *context, struct error *error)
{
    const enum status status = require_single_application(problem, scratch, error);
    if (status != STATUS_OK) {
        return status;
    }
    struct enumeration_size size;
    count_sequences(&size, problem, scratch);
    if (size.widest > options->enumeration_limit) {
        return error_set(error, STATUS_UNSUPPORTED, "more than %lld plans to look at; --enumeration-limit allows more",
                         (long long)options->enumeration_limit);
    }
    const struct arena_mark mark = arena_mark(scratch);
    struct enumeration e = {.problem = problem, .visit = visit, .context = context, .deadline = &options->deadline};
    enumerate(&e, scratch);
    arena_rewind(scratch, mark);
    return e.is_timed_out ? error_set(error, STATUS_UNSUPPORTED, "the time limit came first") : STATUS_OK;
}

/* The cheapest plan so far. */
struct best {
    struct arena *arena;
    struct plan *plan;
    int64_t energy_quanta;
};

static bool keep_cheapest(void *context, const struct plan *plan, int64_t energy_quanta, int64_t latency_quanta)
{
    struct best *best = context;
    (void)latency_quanta;
    if (best->plan == NULL || energy_quanta < best->energy_quanta) {
        best->plan = plan_copy(best->arena, plan);
        best->energy_quanta = energy_quanta;
    }
    return true;
}

enum status exhaustive_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                             const struct problem *problem, const struct solve_options *options, struct error *error)
{
    const enum status status = require_single_application(problem, scratch, error);
    if (status != STATUS_OK) {
        return status;
    }
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    struct enumeration_size size;
    count_sequences(&size, problem, scratch);
    if (size.widest > options->enumeration_limit) {
        const bool has_many_plans = size.plans > options->enumeration_limit;
        const int64_t count = has_many_plans ? size.plans : size.widest;
        solution->note = arena_printf(arena, "%s%lld %s, the enumeration limit is %lld", count == INT64_MAX ? "over " : "",
                                      (long long)count, has_many_plans ? "plans" : "plans and dead ends",
                                      (long long)options->enumeration_limit);
        return STATUS_OK;
    }
    const struct arena_mark mark = arena_mark(scratch);
    struct best best = {.arena = arena};
    struct enumeration e = {
        .problem = problem,
        .visit = keep_cheapest,
        .context = &best,
        .deadline = &options->deadline,
    };
    enumerate(&e, scratch);
    arena_rewind(scratch, mark);
    solution_add_effort(solution, "plans", e.plans);
    solution->plan = best.plan;
    solution->energy_quanta = best.energy_quanta;
    if (e.is_timed_out) {
        solution->outcome = best.plan != NULL ? OUTCOME_FEASIBLE : OUTCOME_UNKNOWN;
        solution->note = "stopped by the time limit";
        return STATUS_OK;
    }
    BUG_IF(e.plans != size.plans);
    solution->outcome = best.plan != NULL ? OUTCOME_OPTIMAL : OUTCOME_INFEASIBLE;
    solution->proof = "every plan was looked at";
    solution->has_bound = best.plan != NULL;
    solution->bound_quanta = best.energy_quanta;
    return STATUS_OK;
}
