/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the least energy of all plans? Look at every one of them.
 *
 * Recursion over the applications and their blocks: block i goes to every node, from 0 up, that it can reach
 * and run on and that has room for it. A complete plan that meets the deadlines is handed to a visitor. There
 * is nothing clever here on purpose.
 */
#include "solve/exhaustive.h"

#include "base/arena.h"
#include "base/checked.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/resource_usage.h"
#include "model/solution.h"
#include "solve/chain.h"
#include "solve/solver.h"

struct enumeration {
    const struct problem *problem;
    struct plan *plan;
    struct resource_usage used; /* by the blocks placed so far */
    exhaustive_visitor *visit;
    void *context;
    const struct deadline *deadline;
    int64_t plans;         /* complete ones, in time or not */
    int64_t placements;    /* of single blocks, in plans and in dead ends */
    int64_t energy_quanta; /* of the blocks placed so far */
    int64_t first_latency_quanta;
    bool has_cut;    /* a capacity cut something off */
    bool is_stopped; /* by the visitor */
    bool is_timed_out;
};

static bool is_over(const struct enumeration *e)
{
    return e->is_stopped || e->is_timed_out;
}

/* (P6)-(P8) on the node and the link; loads are never negative, so a row that is violated stays so. */
static bool has_room(const struct enumeration *e, const struct resource_step *step)
{
    const size_t owner = problem_node_owner(e->problem, step->node);
    const struct problem_node *node = &e->problem->nodes[owner];
    if (e->used.node_loads_ppm[owner] > node->capacity_ppm ||
        e->used.node_memory_bytes[owner] > node->memory_bytes) {
        return false;
    }
    if (step->link == NO_LINK) {
        return true;
    }
    const size_t link = problem_link_owner(e->problem, step->link);
    return e->used.link_loads_ppm[link] <= e->problem->links[link].capacity_ppm;
}

static void place_application(struct enumeration *e, size_t h);

static void place_block(struct enumeration *e, size_t h, size_t i, size_t from, int64_t latency)
{
    enum { PLACEMENTS_PER_LOOK = 4096 };
    const struct problem_application *application = &e->problem->applications[h];
    struct plan_application *choice = &e->plan->applications[h];
    const struct problem_configuration *configuration = &application->configurations[choice->configuration];
    if (i == configuration->depth) {
        e->plans += h + 1 == e->problem->application_count;
        /* (P4) */
        if (latency <= application->deadline_quanta) {
            e->first_latency_quanta = h == 0 ? latency : e->first_latency_quanta;
            place_application(e, h + 1);
        }
        return;
    }
    for (size_t node = 0; node < e->problem->node_count && !is_over(e); node++) {
        const struct stage *stage = configuration->stages[i];
        struct chain_step cost;
        /* (P2), (P3) */
        if (!chain_step_cost(&cost, e->problem, stage, from, node)) {
            continue;
        }
        const struct resource_step step = {
            .from = from,
            .node = node,
            .link = from == node ? NO_LINK : problem_find_link(e->problem, from, node),
            .is_first = i == 0,
        };
        if (++e->placements % PLACEMENTS_PER_LOOK == 0 && deadline_has_passed(e->deadline)) {
            e->is_timed_out = true;
        }
        choice->nodes[i] = node;
        resource_usage_add_block(&e->used, e->problem, stage, &step, 1);
        e->energy_quanta += cost.energy_quanta;
        if (has_room(e, &step)) {
            place_block(e, h, i + 1, node, latency + cost.latency_quanta);
        } else {
            e->has_cut = true;
        }
        e->energy_quanta -= cost.energy_quanta;
        resource_usage_add_block(&e->used, e->problem, stage, &step, -1);
    }
}

static void place_application(struct enumeration *e, size_t h)
{
    if (h == e->problem->application_count) {
        e->is_stopped = !e->visit(e->context, e->plan, e->energy_quanta, e->first_latency_quanta);
        return;
    }
    const struct problem_application *application = &e->problem->applications[h];
    for (size_t c = 0; c < application->configuration_count && !is_over(e); c++) {
        /* (P5) */
        if (configuration_is_accurate(application, &application->configurations[c])) {
            e->plan->applications[h].configuration = c;
            e->plan->applications[h].node_count = application->configurations[c].depth;
            place_block(e, h, 0, application->source, 0);
        }
    }
}

static void enumerate(struct enumeration *e, struct arena *scratch)
{
    e->plan = plan_new(scratch, e->problem);
    resource_usage_init(&e->used, scratch, e->problem);
    for (size_t h = 0; h < e->problem->application_count; h++) {
        const struct problem_application *application = &e->problem->applications[h];
        e->plan->applications[h].nodes = ARENA_ARRAY(scratch, size_t, problem_application_depth(application));
    }
    place_application(e, 0);
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

static int64_t multiply_saturating(int64_t a, int64_t b)
{
    int64_t product = INT64_MAX;
    return checked_multiply(&product, a, b) ? product : INT64_MAX;
}

/* How much there is to enumerate. */
struct enumeration_size {
    int64_t plans;
    int64_t widest; /* the most beginnings of plans that end at one block, summed over the configurations */
    size_t depth;   /* blocks of all applications: how deep the recursion goes */
};

/* The recursion takes a few hundred bytes of stack a block. */
enum { DEPTH_LIMIT = 10000 };

/* Of one application by itself. */
static void count_sequences(struct enumeration_size *size, const struct problem *problem, size_t h,
                            struct arena *scratch)
{
    const struct problem_application *application = &problem->applications[h];
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
        size->depth = configuration->depth > size->depth ? configuration->depth : size->depth;
        size->plans = add_saturating(size->plans, sequences);
        size->widest = add_saturating(size->widest, widest);
    }
    arena_rewind(scratch, mark);
}

/* Of all applications together: any sequence of one goes with any of another. */
static void count_combinations(struct enumeration_size *size, const struct problem *problem,
                               struct arena *scratch)
{
    *size = (struct enumeration_size){.plans = 1, .widest = 1};
    for (size_t h = 0; h < problem->application_count; h++) {
        struct enumeration_size one;
        count_sequences(&one, problem, h, scratch);
        size->plans = multiply_saturating(size->plans, one.plans);
        size->widest = multiply_saturating(size->widest, one.widest);
        size->depth += one.depth;
    }
}

int64_t exhaustive_count(const struct problem *problem, struct arena *scratch)
{
    struct enumeration_size size;
    count_combinations(&size, problem, scratch);
    return size.plans;
}

enum status exhaustive_list(const struct problem *problem, struct arena *scratch,
                            const struct solve_options *options, exhaustive_visitor *visit, void *context,
                            struct error *error)
{
    struct enumeration_size size;
    count_combinations(&size, problem, scratch);
    if (size.depth > DEPTH_LIMIT) {
        return error_set(error, STATUS_UNSUPPORTED, "more than %d blocks are not enumerated", DEPTH_LIMIT);
    }
    if (size.widest > options->enumeration_limit) {
        return error_set(error, STATUS_UNSUPPORTED,
                         "more than %lld plans to look at; --enumeration-limit allows more",
                         (long long)options->enumeration_limit);
    }
    const struct arena_mark mark = arena_mark(scratch);
    struct enumeration e = {
        .problem = problem, .visit = visit, .context = context, .deadline = &options->deadline};
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

static bool keep_cheapest(void *context, const struct plan *plan, int64_t energy_quanta,
                          int64_t latency_quanta)
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
                             const struct problem *problem, const struct solve_options *options,
                             struct error *error)
{
    (void)error;
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    struct enumeration_size size;
    count_combinations(&size, problem, scratch);
    if (size.depth > DEPTH_LIMIT) {
        solution->note =
            arena_printf(arena, "%zu blocks, more than %d are not enumerated", size.depth, DEPTH_LIMIT);
        return STATUS_OK;
    }
    if (size.widest > options->enumeration_limit) {
        const bool has_many_plans = size.plans > options->enumeration_limit;
        const int64_t count = has_many_plans ? size.plans : size.widest;
        solution->note =
            arena_printf(arena, "%s%lld %s, the enumeration limit is %lld", count == INT64_MAX ? "over " : "",
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
    BUG_IF(problem->application_count == 1 && !e.has_cut && e.plans != size.plans);
    solution->outcome = best.plan != NULL ? OUTCOME_OPTIMAL : OUTCOME_INFEASIBLE;
    solution->proof = "every plan was looked at";
    solution->has_bound = best.plan != NULL;
    solution->bound_quanta = best.energy_quanta;
    return STATUS_OK;
}
