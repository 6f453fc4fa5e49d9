/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is what is explained true? Odd seeds are several applications on scarce resources, even ones single
 * applications. Every claim about an infeasible instance is put to plain enumeration, on an instance that was
 * changed and quantised anew; the steps that are shown must lead where the kernel arrives.
 */
#include "explain/fin_trace.h"
#include "explain/why_infeasible.h"
#include "graph/extended_graph.h"
#include "joint_instance.h"
#include "property_run.h"
#include "solve/least_energy_path.h"

static const char *scarce_prepare(struct trial *trial)
{
    struct rng *rng = &trial->random.rng;
    const struct solve_options options = solve_options_default();
    struct error error;
    *rng = rng_from_seed(trial->seed);
    struct instance *instance = joint_instance(trial->arena, rng);
    trial->instance = instance;
    for (size_t n = 0; n < instance->node_count; n++) {
        if (rng_between(rng, 0, 2) == 0) {
            instance->nodes[n].max_utilization = 0.001 * (double)rng_between(rng, 1, 120);
        }
        if (rng_between(rng, 0, 2) == 0) {
            instance->nodes[n].memory_bytes = 1000 * rng_between(rng, 0, 12);
        }
    }
    for (size_t l = 0; l < instance->link_count; l++) {
        if (rng_between(rng, 0, 3) == 0) {
            instance->links[l].max_utilization = 0.001 * (double)rng_between(rng, 1, 20);
        }
    }
    for (size_t h = 0; h < instance->application_count; h++) {
        if (rng_between(rng, 0, 2) == 0) {
            bool *allowed = ARENA_ARRAY(trial->arena, bool, instance->node_count);
            allowed[rng_between(rng, 0, (int64_t)instance->node_count - 1)] = true;
            instance->applications[h].allowed_nodes[0] = allowed;
        }
    }
    if (quantize(&trial->problem, trial->arena, instance, &error) != STATUS_OK ||
        exhaustive_solve(&trial->optimum, trial->arena, trial->scratch, trial->problem, &options, &error) !=
            STATUS_OK) {
        return arena_strdup(trial->arena, error.message);
    }
    return is_proved(&trial->optimum) ? NULL : "too many plans to enumerate";
}

static const char *prepare(struct trial *trial)
{
    return trial->seed % 2 == 1 ? scarce_prepare(trial) : trial_prepare(trial);
}

/* By enumeration, whether there is a plan with these limits moved. */
static bool has_plan(struct trial *t, const struct moved_limit *moves, size_t count)
{
    struct solve_options options = solve_options_default();
    const struct problem *problem = NULL;
    struct solution solution = {.outcome = OUTCOME_UNKNOWN};
    struct error error;
    options.enumeration_limit = 10000000;
    const struct instance *instance = relaxed_instance_new(t->arena, t->instance, moves, count);
    BUG_IF(quantize(&problem, t->arena, instance, &error) != STATUS_OK);
    BUG_IF(exhaustive_solve(&solution, t->arena, t->scratch, problem, &options, &error) != STATUS_OK);
    BUG_IF(!is_proved(&solution));
    return solution.outcome == OUTCOME_OPTIMAL;
}

static void explain(struct why_infeasible *why, struct trial *t)
{
    const struct solve_options options = solve_options_default();
    why_infeasible_find(why, t->arena, t->scratch, t->instance, t->problem, &options);
}

static bool is_member(const struct why_infeasible *why, const struct limit *limit)
{
    for (size_t r = 0; r < why->relaxation_count; r++) {
        const struct limit *member = &why->relaxations[r].limit;
        if (member->kind == limit->kind && member->application == limit->application &&
            member->subject == limit->subject) {
            return true;
        }
    }
    return false;
}

/* The members conflict with all else out of the way, and no longer without any one of them. */
static bool a_conflict_of_limits_is_one_and_minimal(struct trial *t)
{
    struct why_infeasible why;
    struct limit *limits = NULL;
    if (t->optimum.outcome != OUTCOME_INFEASIBLE) {
        return true;
    }
    explain(&why, t);
    if (!why.is_minimal) {
        return broken(t, "not known to be minimal");
    }
    const size_t count = limits_list(&limits, t->arena, t->instance, t->problem);
    struct moved_limit *moves = ARENA_ARRAY(t->arena, struct moved_limit, count + 1);
    size_t gone = 0;
    for (size_t l = 0; l < count; l++) {
        if (!is_member(&why, &limits[l])) {
            moves[gone++] = (struct moved_limit){limits[l], LIMIT_GONE};
        }
    }
    if (has_plan(t, moves, gone)) {
        return broken(t, "the conflict has a plan");
    }
    for (size_t r = 0; r < why.relaxation_count; r++) {
        moves[gone] = (struct moved_limit){why.relaxations[r].limit, LIMIT_GONE};
        if (!has_plan(t, moves, gone + 1)) {
            return broken(t, "%s is not needed",
                          limit_words(t->arena, &why.relaxations[r].limit, t->instance, t->problem));
        }
    }
    return true;
}

/* Just enough is feasible, one step less is not. */
static bool is_least(struct trial *t, const struct relaxation *relaxation)
{
    struct moved_limit move = {relaxation->limit, relaxation->value};
    if (!relaxation->is_exact) {
        return broken(t, "not known to be exact");
    }
    if (relaxation->limit.kind == LIMIT_NODES) {
        size_t enough = 0;
        for (size_t n = 0; n < t->instance->node_count; n++) {
            move.value = (int64_t)n;
            enough += has_plan(t, &move, 1);
        }
        return enough == relaxation->node_count || broken(t, "%zu nodes are enough", enough);
    }
    const int64_t step = relaxation->limit.kind == LIMIT_ACCURACY ? 1 : -1;
    if (relaxation->helps && !has_plan(t, &move, 1)) {
        return broken(t, "not enough");
    }
    move.value += step;
    if (relaxation->helps && has_plan(t, &move, 1)) {
        return broken(t, "less is enough");
    }
    move.value = LIMIT_GONE;
    return relaxation->helps == has_plan(t, &move, 1) || broken(t, "alone it is the other way round");
}

static bool relaxations_are_least(struct trial *t)
{
    struct why_infeasible why;
    if (t->optimum.outcome != OUTCOME_INFEASIBLE) {
        return true;
    }
    explain(&why, t);
    for (size_t r = 0; r < why.relaxation_count; r++) {
        if (!is_least(t, &why.relaxations[r])) {
            char what[sizeof t->why];
            snprintf(what, sizeof what, "%s", t->why);
            return broken(t, "%.300s: %s",
                          relaxation_words(t->arena, &why.relaxations[r], t->instance, t->problem), what);
        }
    }
    return true;
}

static bool a_limit_outside_the_conflict_does_not_help(struct trial *t)
{
    struct why_infeasible why;
    struct limit *limits = NULL;
    if (t->optimum.outcome != OUTCOME_INFEASIBLE) {
        return true;
    }
    explain(&why, t);
    const size_t count = limits_list(&limits, t->arena, t->instance, t->problem);
    for (size_t l = 0; l < count; l++) {
        const struct moved_limit move = {limits[l], LIMIT_GONE};
        if (!is_member(&why, &limits[l]) && has_plan(t, &move, 1)) {
            return broken(t, "%s", limit_words(t->arena, &limits[l], t->instance, t->problem));
        }
    }
    return true;
}

struct event_counts {
    size_t kinds[TRACE_FINISH + 1];
};

static void count_event(void *context, const struct trace_event *event)
{
    struct event_counts *counts = context;
    counts->kinds[event->kind]++;
}

/* The path that is told step by step costs what the kernel's does, at any resolution, rounded up or down. */
static bool the_steps_lead_where_the_kernel_arrives(struct trial *t)
{
    struct extended_graph graph;
    extended_graph_build(&graph, t->arena, t->scratch, t->problem, 0, EXTENDED_GRAPH_PRUNED);
    for (int rounding = DEPTH_CEIL; graph.vertex_count > 0 && rounding <= DEPTH_FLOOR; rounding++) {
        const int64_t gamma = rng_between(&t->random.rng, 1, 60);
        const struct energy_path_options options = {.lambda = gamma, .deadline = deadline_never()};
        struct feasible_graph feasible;
        struct energy_path path;
        struct trace_result traced;
        struct event_counts counts = {{0}};
        struct error error;
        int64_t energy = 0;
        feasible_graph_build(&feasible, t->arena, &graph, gamma, (enum depth_rounding)rounding);
        least_energy_path(&path, t->arena, t->scratch, &feasible, &options);
        if (fin_trace_run(&traced, t->arena, t->scratch, &feasible, count_event, &counts, &error) !=
            STATUS_OK) {
            return broken(t, "%s", error.message);
        }
        if (traced.found != path.found || (path.found && traced.energy_quanta != path.energy_quanta)) {
            return broken(t, "gamma %" PRId64 ": another energy", gamma);
        }
        for (size_t i = 0; i < traced.arc_count; i++) {
            energy += graph.arc_energies_quanta[traced.arcs[i]];
        }
        if (traced.found && (energy != path.energy_quanta || counts.kinds[TRACE_FINISH] != 1 ||
                             counts.kinds[TRACE_SETTLE] > counts.kinds[TRACE_RELAX] + 1)) {
            return broken(t, "gamma %" PRId64 ": the steps do not add up", gamma);
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"a conflict of limits is one, and minimal", a_conflict_of_limits_is_one_and_minimal},
        {"relaxations are least", relaxations_are_least},
        {"a limit outside the conflict does not help", a_limit_outside_the_conflict_does_not_help},
        {"the steps lead where the kernel arrives", the_steps_lead_where_the_kernel_arrives},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 2000,
        .prepare = prepare,
    };
    return run_properties(&program, argc, argv);
}
