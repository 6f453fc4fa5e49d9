/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a front say at every deadline what plain enumeration says there? How far are perturbed times off? */
#include "property_run.h"
#include "sweep/pareto_front.h"
#include "sweep/perturbed_instance.h"
#include "verify/verify_plan.h"

static bool find(struct pareto_front *front, struct trial *t)
{
    const struct front_options options = {.deadline = deadline_never()};
    struct error error;
    return pareto_front_find(front, t->arena, t->scratch, t->problem, &options, &error) == STATUS_OK ||
           broken(t, "%s", error.message);
}

/* Enumeration at a deadline against the front; -1 for no plan. */
static bool agrees_at(struct trial *t, const struct pareto_front *front, int64_t deadline)
{
    const struct solve_options options = solve_options_default();
    const struct problem *problem = problem_with_deadline(t->arena, t->problem, 0, deadline);
    struct solution solution;
    struct evaluation evaluation;
    struct error error;
    if (exhaustive_solve(&solution, t->arena, t->scratch, problem, &options, &error) != STATUS_OK ||
        !is_proved(&solution)) {
        return broken(t, "not enumerated");
    }
    const struct front_point *point = pareto_front_at(front, deadline);
    const int64_t energy = point != NULL ? point->energy_quanta : -1;
    if (energy != answer_of(&solution)) {
        return broken(t, "at deadline %" PRId64 " the front has %" PRId64 ", enumeration %" PRId64, deadline,
                      energy, answer_of(&solution));
    }
    if (point != NULL) {
        verify_plan(&evaluation, t->arena, problem, point->plan);
        if (!evaluation.is_feasible || evaluation.energy_quanta != energy) {
            return broken(t, "the plan at deadline %" PRId64 " does not hold", deadline);
        }
    }
    return true;
}

/* Latencies rise and energies fall strictly. */
static bool is_strict(struct trial *t, const struct pareto_front *front)
{
    for (size_t p = 1; p < front->count; p++) {
        if (front->points[p].latency_quanta <= front->points[p - 1].latency_quanta ||
            front->points[p].energy_quanta >= front->points[p - 1].energy_quanta) {
            return broken(t, "point %zu does not follow the one before", p);
        }
    }
    return true;
}

static bool front_is_the_optimum_everywhere(struct trial *t)
{
    struct pareto_front front;
    if (!find(&front, t) || !is_strict(t, &front) || !agrees_at(t, &front, QUANTA_LIMIT / 2) ||
        !agrees_at(t, &front, t->problem->applications[0].deadline_quanta)) {
        return false;
    }
    for (size_t p = 0; p < front.count; p++) {
        const int64_t latency = front.points[p].latency_quanta;
        if (!agrees_at(t, &front, latency) || (latency > 0 && !agrees_at(t, &front, latency - 1))) {
            return false;
        }
    }
    return true;
}

/* A third of the trials on nodes and links that are nearly full, so that rows (P6), (P8) bind. */
static bool front_is_the_optimum_on_scarce_resources(struct trial *t)
{
    const struct problem *given = t->problem;
    struct instance scarce = *t->instance;
    struct error error;
    if (t->seed % 3 != 0) {
        return true;
    }
    scarce.nodes = ARENA_ARRAY(t->arena, struct instance_node, scarce.node_count);
    for (size_t n = 0; n < scarce.node_count; n++) {
        scarce.nodes[n] = t->instance->nodes[n];
        scarce.nodes[n].max_utilization = 0.001 * (double)rng_between(&t->random.rng, 1, 60);
    }
    if (quantize(&t->problem, t->arena, &scarce, &error) != STATUS_OK) {
        return broken(t, "%s", error.message);
    }
    const bool holds = front_is_the_optimum_everywhere(t);
    t->problem = given;
    return holds;
}

/* The trial's instance, perturbed by the trial's seed, in integers. */
static const struct problem *perturb(struct trial *t, double share)
{
    struct rng rng = rng_from_seed(t->seed);
    const struct problem *problem = NULL;
    struct error error;
    const struct instance *instance = perturbed_instance_new(t->arena, t->instance, share, &rng);
    if (quantize(&problem, t->arena, instance, &error) != STATUS_OK) {
        broken(t, "%s", error.message);
    }
    return problem;
}

/* Are all latencies and energies of computations within the share of what they were, but for the rounding? */
static bool is_within(struct trial *t, const struct problem *problem, double share)
{
    for (size_t c = 0; c < t->problem->applications[0].configuration_count; c++) {
        for (size_t i = 0; i < t->problem->applications[0].configurations[c].depth; i++) {
            const struct stage *was = t->problem->applications[0].configurations[c].stages[i];
            const struct stage *is = problem->applications[0].configurations[c].stages[i];
            for (size_t n = 0; n < problem->node_count; n++) {
                const double latency = (double)was->compute_latency_quanta[n];
                const double energy = (double)was->compute_energy_quanta[n];
                const double new_latency = (double)is->compute_latency_quanta[n];
                const double new_energy = (double)is->compute_energy_quanta[n];
                const double slack = share == 0.0 ? 0.0 : 1.0 + share;
                if (was->allowed[n] != is->allowed[n] || new_latency > (1.0 + share) * latency + slack ||
                    new_latency < (1.0 - share) * latency - slack ||
                    new_energy > (1.0 + share) * energy + slack ||
                    new_energy < (1.0 - share) * energy - slack) {
                    return broken(t, "block %zu on node %zu: latency %.0f became %.0f, energy %.0f %.0f", i,
                                  n, latency, new_latency, energy, new_energy);
                }
            }
        }
    }
    return true;
}

static bool perturbed_times_are_within_their_share(struct trial *t)
{
    const struct problem *same = perturb(t, 0.0);
    const struct problem *other = same != NULL ? perturb(t, 0.15) : NULL;
    return other != NULL && is_within(t, same, 0.0) && is_within(t, other, 0.15);
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"the front is strict and the optimum at every deadline", front_is_the_optimum_everywhere},
        {"the front is the optimum on scarce resources", front_is_the_optimum_on_scarce_resources},
        {"perturbed times are within their share", perturbed_times_are_within_their_share},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 300,
        .prepare = trial_prepare,
    };
    return run_properties(&program, argc, argv);
}
