/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the front of several applications say at every share of their deadlines what plain enumeration says?
 */
#include "base/checked.h"
#include "joint_trial.h"
#include "property_run.h"
#include "sweep/axis.h"
#include "sweep/joint_front.h"
#include "sweep/pareto_front.h"
#include "verify/verify_plan.h"

/* A share of the deadlines, and whether it or what lies just below it is meant. */
struct share {
    int64_t numerator;
    int64_t denominator;
    bool is_below;
};

static bool moves(size_t moving, size_t h)
{
    return moving == ALL_APPLICATIONS || moving == h;
}

/* The problem at a share: floor(s d) quanta, or just below it ceil(s d) - 1. */
static const struct problem *problem_at(struct trial *t, size_t moving, struct share share)
{
    const struct problem *problem = t->problem;
    for (size_t h = 0; h < problem->application_count; h++) {
        const int64_t deadline = t->problem->applications[h].deadline_quanta;
        const int128 product = (int128)share.numerator * deadline;
        if (moves(moving, h) && deadline > 0) {
            problem =
                problem_with_deadline(t->arena, problem, h,
                                      (int64_t)(share.is_below ? ceil_divide(product, share.denominator) - 1
                                                               : floor_divide(product, share.denominator)));
        }
    }
    return problem;
}

/* What the front says there; NULL: no plan. */
static const struct joint_point *point_at(const struct joint_front *front, struct share share)
{
    const struct joint_point *found = NULL;
    for (size_t p = 0; p < front->count; p++) {
        const struct joint_point *point = &front->points[p];
        const int128 left = (int128)point->latency_quanta * share.denominator;
        const int128 right = (int128)share.numerator * point->deadline_quanta;
        found = left < right || (left == right && !share.is_below) ? point : found;
    }
    return found;
}

static bool agrees_at(struct trial *t, const struct joint_front *front, size_t moving, struct share share)
{
    const struct problem *problem = problem_at(t, moving, share);
    struct solve_options options = solve_options_default();
    struct solution solution;
    struct evaluation evaluation;
    struct error error;
    options.enumeration_limit = 4000000;
    if (exhaustive_solve(&solution, t->arena, t->scratch, problem, &options, &error) != STATUS_OK ||
        !is_proved(&solution)) {
        return broken(t, "not enumerated");
    }
    const struct joint_point *point = point_at(front, share);
    const int64_t energy = point != NULL ? point->energy_quanta : -1;
    if (energy != answer_of(&solution)) {
        return broken(
            t, "%s%" PRId64 "/%" PRId64 " of the deadlines: the front has %" PRId64 ", enumeration %" PRId64,
            share.is_below ? "below " : "", share.numerator, share.denominator, energy, answer_of(&solution));
    }
    if (point != NULL) {
        verify_plan(&evaluation, t->arena, problem, point->plan);
        if (!evaluation.is_feasible || evaluation.energy_quanta != energy) {
            return broken(t, "the plan does not hold there");
        }
    }
    return true;
}

static bool front_is_the_optimum(struct trial *t, size_t moving)
{
    const struct front_options options = {.deadline = deadline_never(), .moving = moving};
    struct joint_front front;
    struct error error;
    if (joint_front_find(&front, t->arena, t->scratch, t->problem, &options, &error) != STATUS_OK) {
        return broken(t, "%s", error.message);
    }
    if (!agrees_at(t, &front, moving, (struct share){1, 1, false}) ||
        !agrees_at(t, &front, moving, (struct share){1000, 1, false})) {
        return false;
    }
    for (size_t p = 0; p < front.count; p++) {
        const struct joint_point *point = &front.points[p];
        struct share share = {point->latency_quanta, point->deadline_quanta, false};
        if (p > 0 && point->energy_quanta >= front.points[p - 1].energy_quanta) {
            return broken(t, "point %zu does not follow the one before", p);
        }
        if (!agrees_at(t, &front, moving, share)) {
            return false;
        }
        share.is_below = true;
        if (point->latency_quanta > 0 && !agrees_at(t, &front, moving, share)) {
            return false;
        }
    }
    return true;
}

static bool all_deadlines_in_proportion(struct trial *t)
{
    return front_is_the_optimum(t, ALL_APPLICATIONS);
}

static bool one_deadline_among_others(struct trial *t)
{
    return front_is_the_optimum(t, t->seed % t->problem->application_count);
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"the front is the optimum at every share of all deadlines", all_deadlines_in_proportion},
        {"the front is the optimum at every deadline of one", one_deadline_among_others},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 150,
        .prepare = joint_prepare,
    };
    return run_properties(&program, argc, argv);
}
