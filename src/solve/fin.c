/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does FIN answer? The three stages one after the other, each in its own file; this one only puts them
 * together and says what the result proves:
 *
 *   ceil path found            a plan that meets (P4), by (F1); the cumulative one likewise
 *   floor path                 its energy is a lower bound, by (F3)
 *   ceil energy == floor energy        the plan is optimal
 *   floor path meets the deadline      it is a plan of least possible energy, so it is optimal
 *   extended graph empty               there is no plan
 *
 * What is not proved so may be refined until it is: solve/fin_refine.h.
 */
#include "solve/fin.h"

#include <inttypes.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/cumulative_path.h"
#include "solve/each_application.h"
#include "solve/energy_rows.h"
#include "solve/fin_joint.h"
#include "solve/fin_refine.h"
#include "solve/least_energy_path.h"
#include "solve/solver.h"

struct run {
    struct solution *solution;
    struct arena *arena;
    struct arena *scratch;
    const struct solve_options *options;
    struct extended_graph graph;
    struct feasible_graph floor;
    struct feasible_graph ceil;
    struct energy_scale scale;
};

static void add_plan(struct run *run, const struct energy_path *path)
{
    struct plan *plan = plan_new(run->arena, run->graph.problem);
    extended_graph_decode_path(plan, run->arena, &run->graph, path->arcs, path->arc_count);
    run->solution->plan = plan;
    run->solution->energy_quanta = path->energy_quanta;
}

/* The floor graph bounds every answer; the ceil graph is built only for its plan. */
static void build_feasible_graphs(struct run *run)
{
    const struct solve_options *options = run->options;
    run->scale = energy_scale_of(run->scratch, &run->graph);
    if (options->rounding == DEPTH_FLOOR || options->is_cumulative) {
        feasible_graph_build(&run->floor, run->scratch, &run->graph, options->gamma, DEPTH_FLOOR);
    } else {
        feasible_graph_build_both(&run->floor, &run->ceil, run->scratch, &run->graph, options->gamma);
    }
}

static void find_path(struct energy_path *path, struct run *run, enum depth_rounding rounding)
{
    /* The window of lambda belongs to FIN's plan; the lower bound must look at all depths. */
    const struct solve_options *options = run->options;
    const struct energy_path_options path_options = {
        .lambda = options->lambda < 0 || rounding != options->rounding ? options->gamma : options->lambda,
        .deadline = options->deadline,
        .memory_limit_bytes = options->memory_limit_bytes,
        .scale = &run->scale,
    };
    if (rounding == DEPTH_CEIL && options->is_cumulative) {
        cumulative_path(path, run->arena, run->scratch, &run->graph, options->gamma, &path_options);
    } else {
        least_energy_path(path, run->arena, run->scratch, rounding == DEPTH_CEIL ? &run->ceil : &run->floor,
                          &path_options);
    }
    solution_add_effort(run->solution, "relaxations", path->relaxations);
}

/* A limit came before the dynamic programme was through. */
static bool was_stopped(struct run *run, const struct energy_path *path)
{
    if (path->stopped_by != NULL) {
        run->solution->note = arena_printf(run->arena, "stopped by the %s", path->stopped_by);
    }
    return path->stopped_by != NULL;
}

static void note_window_loss(struct run *run, const struct energy_path *path)
{
    if (path->window_energy_loss > 0) {
        run->solution->note = arena_printf(run->arena,
                                           "the window of lambda %" PRId64 " costs %" PRId64
                                           " quanta over the graph's least energy",
                                           run->options->lambda, path->window_energy_loss);
    }
}

static void answer_with_ceil(struct run *run, const struct energy_path *ceil_path,
                             const struct energy_path *floor_path)
{
    struct solution *solution = run->solution;
    /* Every feasible path survives in the floor graph, and the extended graph holds one. */
    BUG_IF(!floor_path->found);
    solution->has_bound = true;
    solution->bound_quanta = floor_path->energy_quanta;
    if (!ceil_path->found) {
        solution->note = arena_printf(run->arena, "no path at gamma %" PRId64 "; a larger gamma finds one",
                                      run->options->gamma);
        return;
    }
    if (!ceil_path->found_in_window) {
        solution->note = arena_printf(run->arena,
                                      "no path ends in the window of lambda %" PRId64
                                      "; the graph's least energy is %" PRId64,
                                      run->options->lambda, ceil_path->energy_quanta);
        return;
    }
    note_window_loss(run, ceil_path);
    add_plan(run, ceil_path);
    solution->outcome = OUTCOME_FEASIBLE;
    if (ceil_path->energy_quanta == floor_path->energy_quanta) {
        solution->outcome = OUTCOME_OPTIMAL;
        solution->proof = "the floor graph has no path of less energy (F3)";
    }
}

static void answer_with_floor(struct run *run, const struct energy_path *path)
{
    struct solution *solution = run->solution;
    const int64_t deadline = run->graph.problem->applications[run->graph.application].deadline_quanta;
    BUG_IF(!path->found);
    solution->has_bound = true;
    solution->bound_quanta = path->energy_quanta - path->window_energy_loss;
    if (!path->found_in_window) {
        solution->note =
            arena_printf(run->arena, "no path ends in the window of lambda %" PRId64, run->options->lambda);
    } else if (path->latency_quanta > deadline) {
        solution->note = arena_printf(run->arena,
                                      "the path of the floor graph misses the deadline by %" PRId64
                                      " quanta: a bound, not a plan",
                                      path->latency_quanta - deadline);
    } else {
        note_window_loss(run, path);
        add_plan(run, path);
        solution->outcome = OUTCOME_FEASIBLE;
        if (path->window_energy_loss == 0) {
            solution->outcome = OUTCOME_OPTIMAL;
            solution->proof = "the least-energy path of the floor graph meets the deadline (F3)";
        }
    }
}

enum status fin_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, const struct solve_options *options, struct error *error)
{
    if (!problem_is_single(problem, scratch)) {
        return fin_joint_solve(solution, arena, scratch, problem, options, error);
    }
    const struct arena_mark mark = arena_mark(scratch);
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    struct run run = {.solution = solution, .arena = arena, .scratch = scratch, .options = options};
    /* The graph is scratch too; what its builder needs meanwhile comes from the other arena and is rewound.
     */
    extended_graph_build(&run.graph, scratch, arena, problem, 0, EXTENDED_GRAPH_PRUNED);
    solution_add_effort(solution, "vertices", (int64_t)run.graph.vertex_count);
    solution_add_effort(solution, "arcs", (int64_t)run.graph.arc_count);
    solution_add_effort(solution, "pruned_arcs", (int64_t)run.graph.pruned_arc_count);
    if (run.graph.vertex_count == 0) {
        solution->outcome = OUTCOME_INFEASIBLE;
        solution->proof = "no path of the extended graph meets (P2)-(P5)";
    } else {
        struct energy_path floor_path;
        build_feasible_graphs(&run);
        find_path(&floor_path, &run, DEPTH_FLOOR);
        if (was_stopped(&run, &floor_path)) {
            /* nothing is known */
        } else if (options->rounding == DEPTH_FLOOR) {
            answer_with_floor(&run, &floor_path);
        } else {
            struct energy_path ceil_path;
            find_path(&ceil_path, &run, DEPTH_CEIL);
            if (!was_stopped(&run, &ceil_path)) {
                answer_with_ceil(&run, &ceil_path, &floor_path);
            }
        }
    }
    if (options->adaptive && solution->has_bound && solution->proof == NULL) {
        fin_refine(solution, arena, scratch, &run.graph, options);
    }
    arena_rewind(scratch, mark);
    return STATUS_OK;
}
