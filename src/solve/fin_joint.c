/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does FIN place several applications? One after the other on what is left; then, if asked, the local
 * search of solve/fin_search.c. This file puts the steps together and says what the result proves.
 */
#include "solve/fin_joint.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/rng.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/fin_search.h"
#include "solve/least_energy_path.h"
#include "solve/solver.h"

/* What decides an application's turn; smaller is earlier, ties by number. */
static double order_key(const struct fin_search *j, size_t h, struct rng *rng)
{
    const struct problem_application *application = &j->problem->applications[h];
    const struct resource_usage *most = &j->applications[h].most;
    int64_t load = 0;
    switch (j->options->order) {
    case ORDER_GIVEN:
        return 0.0;
    case ORDER_TIGHTEST_DEADLINE:
        return (double)application->deadline_quanta;
    case ORDER_LARGEST_LOAD:
        for (size_t n = 0; n < j->problem->node_count; n++) {
            load = most->node_loads_ppm[n] > load ? most->node_loads_ppm[n] : load;
        }
        return -(double)load;
    case ORDER_RANDOM:
        return (double)(rng_next(rng) >> 11);
    }
    return 0.0;
}

static size_t *order_applications(const struct fin_search *j)
{
    const size_t count = j->problem->application_count;
    struct rng rng = rng_from_seed(j->options->order_seed);
    size_t *order = ARENA_ARRAY(j->arena, size_t, count);
    double *keys = ARENA_ARRAY(j->arena, double, count);
    for (size_t i = 0; i < count; i++) {
        const double key = order_key(j, i, &rng);
        size_t at = i;
        while (at > 0 && keys[at - 1] > key) {
            keys[at] = keys[at - 1];
            order[at] = order[at - 1];
            at--;
        }
        keys[at] = key;
        order[at] = i;
    }
    return order;
}

/* The row that keeps h out: the first whose other users, were they gone, would let h in; NULL: none alone, or
 * time is up. */
static const char *blocking_row(struct fin_search *j, size_t h)
{
    const struct problem *problem = j->problem;
    struct resource_usage *used = &j->used;
    for (size_t r = 0; r < 2 * problem->node_count + problem->link_count; r++) {
        const size_t n = r % (problem->node_count > 0 ? problem->node_count : 1);
        int64_t *row = r < problem->node_count       ? &used->node_loads_ppm[n]
                       : r < 2 * problem->node_count ? &used->node_memory_bytes[n]
                                                     : &used->link_loads_ppm[r - 2 * problem->node_count];
        const int64_t before = *row;
        if (before == 0) {
            continue;
        }
        struct fin_placement placement;
        *row = 0;
        fin_place(&placement, j->arena, j->scratch, &j->applications[h], used, FIN_NO_LIMIT);
        *row = before;
        if (fin_search_time_is_up(j)) {
            return NULL;
        }
        if (!placement.found) {
            continue;
        }
        if (r < 2 * problem->node_count) {
            return arena_printf(j->arena, "P%d[%s]", r < problem->node_count ? 6 : 7,
                                problem_row_id(j->arena, problem, n));
        }
        const struct problem_link *link = &problem->links[r - 2 * problem->node_count];
        return arena_printf(j->arena, "P8[%s,%s]", problem_row_id(j->arena, problem, link->from),
                            problem_row_id(j->arena, problem, link->to));
    }
    return NULL;
}

static void note_failure(struct solution *solution, struct fin_search *j, size_t h)
{
    const char *id = j->problem->applications[h].id;
    const struct resource_usage nothing = {
        .node_loads_ppm = ARENA_ARRAY(j->scratch, int64_t, j->problem->node_count),
        .node_memory_bytes = ARENA_ARRAY(j->scratch, int64_t, j->problem->node_count),
        .link_loads_ppm = ARENA_ARRAY(j->scratch, int64_t, j->problem->link_count),
    };
    struct fin_placement alone;
    fin_place(&alone, j->arena, j->scratch, &j->applications[h], &nothing, FIN_NO_LIMIT);
    if (fin_search_time_is_up(j)) {
        solution->note = "stopped by the time limit";
        return;
    }
    if (!alone.found) {
        solution->note =
            arena_printf(j->arena, "%s found no place even alone at gamma %" PRId64, id, j->options->gamma);
        return;
    }
    const char *row = blocking_row(j, h);
    solution->note =
        row != NULL ? arena_printf(j->arena, "%s found no place: %s is full", id, row)
        : fin_search_time_is_up(j)
            ? arena_printf(j->arena, "%s found no place; a time limit came before the reason", id)
            : arena_printf(j->arena, "%s found no place: several resources are full", id);
}

/* Sum of the floor graphs' least energies, each application alone: a lower bound (F3). False if a limit came
 * first. */
static bool bound_alone(struct solution *solution, struct fin_search *j)
{
    int64_t sum = 0;
    for (size_t h = 0; h < j->problem->application_count; h++) {
        const struct energy_path_options options = {
            .lambda = j->options->gamma,
            .deadline = j->options->deadline,
            .memory_limit_bytes = j->options->memory_limit_bytes,
        };
        struct feasible_graph feasible;
        struct energy_path path;
        const struct arena_mark mark = arena_mark(j->arena);
        feasible_graph_build(&feasible, j->arena, &j->applications[h].graph, j->options->gamma, DEPTH_FLOOR);
        least_energy_path(&path, j->arena, j->scratch, &feasible, &options);
        j->relaxations += path.relaxations;
        arena_rewind(j->arena, mark);
        if (path.stopped_by != NULL) {
            solution->note = arena_printf(j->arena, "stopped by the %s", path.stopped_by);
            return false;
        }
        sum += path.energy_quanta;
    }
    solution->has_bound = true;
    solution->bound_quanta = sum;
    return true;
}

static void fill_plan(struct solution *solution, struct fin_search *j)
{
    solution->plan = fin_search_plan(&solution->energy_quanta, j);
    solution->outcome = OUTCOME_FEASIBLE;
    if (solution->energy_quanta == solution->bound_quanta) {
        solution->outcome = OUTCOME_OPTIMAL;
        solution->proof = "no application has a path of less energy in its floor graph (F3)";
    } else if (j->is_timed_out) {
        solution->note = "the search was stopped by the time limit";
    }
}

static void place_all(struct solution *solution, struct fin_search *j)
{
    if (!bound_alone(solution, j)) {
        return;
    }
    const size_t *order = order_applications(j);
    for (size_t i = 0; i < j->problem->application_count; i++) {
        if (fin_search_time_is_up(j)) {
            solution->note = "stopped by the time limit";
            return;
        }
        if (!fin_search_insert(j, order[i], FIN_NO_LIMIT) &&
            !(j->options->improve && fin_search_push_aside(j, order[i]))) {
            note_failure(solution, j, order[i]);
            return;
        }
    }
    if (j->options->improve) {
        fin_search_improve(j);
    }
    fill_plan(solution, j);
}

enum status fin_joint_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                            const struct problem *problem, const struct solve_options *options,
                            struct error *error)
{
    (void)error;
    const struct arena_mark mark = arena_mark(scratch);
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    struct fin_search j;
    const size_t planless = fin_search_init(&j, arena, scratch, problem, options);
    if (planless < problem->application_count) {
        solution->outcome = OUTCOME_INFEASIBLE;
        solution->proof = arena_printf(arena, "no path of the extended graph of %s meets (P2)-(P5)",
                                       problem->applications[planless].id);
    } else {
        for (size_t h = 0; h < problem->application_count; h++) {
            solution_add_effort(solution, "arcs", (int64_t)j.applications[h].graph.arc_count);
        }
        place_all(solution, &j);
    }
    solution_add_effort(solution, "relaxations", j.relaxations);
    solution_add_effort(solution, "moves", j.moves);
    arena_rewind(scratch, mark);
    return STATUS_OK;
}
