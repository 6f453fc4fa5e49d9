/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do all methods tell the same truth? On thousands of random instances every method is held against plain
 * enumeration, every plan against the verifier, FIN against its theorems, and the implicit feasible graph
 * against the one written out.
 */
#include <string.h>

#include "base/checked.h"
#include "compare/fin_theorems.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "property_run.h"
#include "solve/energy_rows.h"
#include "solve/fin.h"
#include "solve/greedy.h"
#include "solve/ilp.h"
#include "solve/labels.h"
#include "solve/lagrangian_bound.h"
#include "solve/least_energy_path.h"
#include "solve/mcp.h"
#include "solve/min_plus.h"
#include "verify/verify_plan.h"

static const int64_t gammas[] = {1, 2, 3, 5, 10, 50, 100};
enum { GAMMAS = sizeof gammas / sizeof gammas[0], ILP_EVERY = 4 };

typedef enum status solve_function(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   struct error *error);

/* What may be said of any answer: its plan is one, its energy true, its bound a bound, its proof right. */
static bool answer_is_honest(struct trial *t, const char *method, const struct solution *solution)
{
    const bool has_plan = solution->outcome == OUTCOME_OPTIMAL || solution->outcome == OUTCOME_FEASIBLE;
    const bool has_optimum = t->optimum.outcome == OUTCOME_OPTIMAL;
    if (has_plan != (solution->plan != NULL) || is_proved(solution) != (solution->proof != NULL)) {
        return broken(t, "%s: %s, plan %d, proof %d", method, outcome_name(solution->outcome),
                      solution->plan != NULL, solution->proof != NULL);
    }
    if (is_proved(solution) && answer_of(solution) != answer_of(&t->optimum)) {
        return broken(t, "%s proves %" PRId64 ", enumeration %" PRId64, method, answer_of(solution),
                      answer_of(&t->optimum));
    }
    if (has_plan && (!has_optimum || solution->energy_quanta < t->optimum.energy_quanta)) {
        return broken(t, "%s has a plan of %" PRId64 ", below the optimum %" PRId64, method,
                      solution->energy_quanta, answer_of(&t->optimum));
    }
    if (solution->has_bound && has_optimum && solution->bound_quanta > t->optimum.energy_quanta) {
        return broken(t, "%s has the bound %" PRId64 ", above the optimum %" PRId64, method,
                      solution->bound_quanta, t->optimum.energy_quanta);
    }
    if (has_plan) {
        struct evaluation evaluation;
        verify_plan(&evaluation, t->arena, t->problem, solution->plan);
        if (!evaluation.is_feasible || evaluation.energy_quanta != solution->energy_quanta) {
            return broken(t, "%s claims %" PRId64 ", the plan costs %" PRId64 ": %s", method,
                          solution->energy_quanta, evaluation.energy_quanta,
                          evaluation.is_feasible ? "" : evaluation.violations[0].message);
        }
    }
    return true;
}

static bool solve(struct trial *t, struct solution *solution, const char *method, solve_function *function,
                  const struct solve_options *options)
{
    struct error error;
    if (function(solution, t->arena, t->scratch, t->problem, options, &error) != STATUS_OK) {
        return broken(t, "%s: %s", method, error.message);
    }
    return answer_is_honest(t, method, solution);
}

static bool labels_agree_with_enumeration(struct trial *t)
{
    const struct solve_options options = solve_options_default();
    struct solution solution;
    return solve(t, &solution, "labels", labels_solve, &options) &&
           (is_proved(&solution) || broken(t, "no proof without a limit"));
}

static bool ilp_agrees_with_enumeration(struct trial *t)
{
    const struct solve_options options = solve_options_default();
    struct solution solution;
    if (t->seed % ILP_EVERY != 0) {
        return true;
    }
    return solve(t, &solution, "ilp", ilp_solve, &options) &&
           (is_proved(&solution) || broken(t, "no proof without a limit"));
}

static bool every_heuristic_is_honest(struct trial *t)
{
    const struct solve_options options = solve_options_default();
    for (const struct solver *solver = solver_table; solver->name != NULL; solver++) {
        struct solution solution;
        if (solver->kind != SOLVER_EXACT && !solve(t, &solution, solver->name, solver->solve, &options)) {
            return false;
        }
    }
    return true;
}

static bool greedy_and_mcp_find_a_plan_if_there_is_one(struct trial *t)
{
    const struct solve_options options = solve_options_default();
    struct solution greedy;
    struct solution mcp;
    if (!solve(t, &greedy, "greedy", greedy_solve, &options) || !solve(t, &mcp, "mcp", mcp_solve, &options)) {
        return false;
    }
    const bool there_is_one = t->optimum.outcome == OUTCOME_OPTIMAL;
    if ((greedy.plan != NULL) != there_is_one || (mcp.plan != NULL) != there_is_one) {
        return broken(t, "greedy %d, mcp %d, enumeration %d", greedy.plan != NULL, mcp.plan != NULL,
                      there_is_one);
    }
    return true;
}

static bool stopped_labels_have_a_plan_and_a_bound(struct trial *t)
{
    struct solve_options options = solve_options_default();
    struct solution solution;
    options.deadline = deadline_after(0.0, NULL);
    if (!solve(t, &solution, "labels", labels_solve, &options)) {
        return false;
    }
    if (solution.outcome == OUTCOME_UNKNOWN || (solution.plan != NULL && !solution.has_bound)) {
        return broken(t, "%s, bound %d", outcome_name(solution.outcome), solution.has_bound);
    }
    return true;
}

/* OPT at another deadline by label setting, which agrees with enumeration by a property of its own; -1: no
 * plan. */
static bool optimum_at(int64_t *answer, struct trial *t, int64_t deadline)
{
    const struct solve_options options = solve_options_default();
    struct solution solution;
    struct error error;
    const struct problem *problem = problem_with_deadline(t->arena, t->problem, 0, deadline);
    if (labels_solve(&solution, t->arena, t->scratch, problem, &options, &error) != STATUS_OK ||
        !is_proved(&solution)) {
        return broken(t, "labels at deadline %" PRId64 ": no proof", deadline);
    }
    *answer = answer_of(&solution);
    return true;
}

/* The most blocks of an accurate configuration: no path has more hops. */
static int64_t most_hops(const struct problem_application *application)
{
    int64_t hops = 0;
    for (size_t c = 0; c < application->configuration_count; c++) {
        if (configuration_is_accurate(application, &application->configurations[c])) {
            hops = max_int64(hops, (int64_t)application->configurations[c].depth);
        }
    }
    return hops;
}

/* (F1) and (F3) are in answer_is_honest(): the plan is verified, the bound is at most the optimum. */
static bool fin_keeps_f1_f2_f3(struct trial *t)
{
    const int64_t deadline = t->problem->applications[0].deadline_quanta;
    const int64_t hops = most_hops(&t->problem->applications[0]);
    for (size_t g = 0; g < GAMMAS; g++) {
        struct solve_options options = solve_options_default();
        options.gamma = gammas[g];
        struct solution solution;
        if (!solve(t, &solution, "fin", fin_solve, &options)) {
            return false;
        }
        if (t->optimum.outcome == OUTCOME_OPTIMAL && !solution.has_bound) {
            return broken(t, "fin at gamma %" PRId64 " has no bound", gammas[g]);
        }
        if (gammas[g] < hops) {
            continue;
        }
        int64_t reached = -1;
        if (!optimum_at(&reached, t,
                        (int64_t)floor_divide((int128)deadline * (gammas[g] - hops), gammas[g]))) {
            return false;
        }
        if (reached >= 0 && (solution.plan == NULL || solution.energy_quanta > reached)) {
            return broken(t, "(F2) fin at gamma %" PRId64 ": plan %d, energy %" PRId64 ", promised %" PRId64,
                          gammas[g], solution.plan != NULL, solution.energy_quanta, reached);
        }
    }
    return true;
}

/* (F6) implies (F2), and (F4) follows from (F5). */
static bool cumulative_fin_keeps_f1_f5_f6(struct trial *t)
{
    const int64_t deadline = t->problem->applications[0].deadline_quanta;
    const int64_t hops = most_hops(&t->problem->applications[0]);
    for (size_t g = 0; g < GAMMAS; g++) {
        struct solve_options options = solve_options_default();
        options.gamma = gammas[g];
        struct solution ceil_solution;
        struct solution solution;
        if (!solve(t, &ceil_solution, "fin", fin_solve, &options)) {
            return false;
        }
        options.is_cumulative = true;
        if (!solve(t, &solution, "fin --rounding cumulative", fin_solve, &options)) {
            return false;
        }
        if (ceil_solution.plan != NULL &&
            (solution.plan == NULL || solution.energy_quanta > ceil_solution.energy_quanta)) {
            return broken(t, "(F5) at gamma %" PRId64 ": plan %d, energy %" PRId64 ", ceil has %" PRId64,
                          gammas[g], solution.plan != NULL, solution.energy_quanta,
                          ceil_solution.energy_quanta);
        }
        int64_t reached = -1;
        if (gammas[g] >= hops - 1 &&
            !optimum_at(&reached, t,
                        (int64_t)floor_divide((int128)deadline * (gammas[g] - hops + 1), gammas[g]))) {
            return false;
        }
        if (reached >= 0 && (solution.plan == NULL || solution.energy_quanta > reached)) {
            return broken(t, "(F6) at gamma %" PRId64 ": plan %d, energy %" PRId64 ", promised %" PRId64,
                          gammas[g], solution.plan != NULL, solution.energy_quanta, reached);
        }
    }
    return true;
}

static bool fin_keeps_f4(struct trial *t)
{
    enum { FINEST = 5000 };
    struct solve_options options = solve_options_default();
    options.gamma = t->problem->applications[0].deadline_quanta;
    if (options.gamma < 1 || options.gamma > FINEST) {
        return true;
    }
    for (int floor = 0; floor < 2; floor++) {
        struct solution solution;
        options.rounding = floor ? DEPTH_FLOOR : DEPTH_CEIL;
        if (!solve(t, &solution, "fin", fin_solve, &options)) {
            return false;
        }
        if (!is_proved(&solution)) {
            return broken(t, "(F4) fin at gamma = deadline %" PRId64 " has no proof", options.gamma);
        }
    }
    return true;
}

static bool the_theorem_checker_finds_nothing(struct trial *t)
{
    const struct solve_options options = solve_options_default();
    struct theorem_report report;
    check_fin_theorems(&report, t->arena, t->scratch, t->problem, &options);
    return report.violation == NULL || broken(t, "%s", report.violation);
}

/* Least energy of the graph written out over ends at `begin` or deeper, all by itself; INT64_MAX if there is
 * none. */
static int64_t least_energy_from_depth(struct trial *t, const struct expanded_graph *expanded,
                                       const struct extended_graph *extended, int64_t begin)
{
    int64_t *energies = ARENA_ARRAY(t->arena, int64_t, expanded->vertex_count);
    int64_t least = INT64_MAX;
    for (size_t v = 0; v < expanded->vertex_count; v++) {
        energies[v] = v == 0 ? 0 : INT64_MAX;
    }
    for (size_t a = 0; a < expanded->arc_count; a++) {
        const int64_t energy =
            energies[expanded->tails[a]] + extended->arc_energies_quanta[expanded->extended_arcs[a]];
        energies[expanded->heads[a]] = min_int64(energies[expanded->heads[a]], energy);
    }
    for (size_t v = 0; v < expanded->vertex_count; v++) {
        if (expanded->vertices[v] == extended_graph_sink(extended) && expanded->depths[v] >= begin) {
            least = min_int64(least, energies[v]);
        }
    }
    return least;
}

/* One resolution, rounding and window: the dynamic programme against the graph written out. */
static bool implicit_is_explicit_at(struct trial *t, const struct extended_graph *extended, int64_t gamma,
                                    enum depth_rounding rounding)
{
    enum { ARC_LIMIT = 1000000 };
    struct feasible_graph feasible;
    struct expanded_graph expanded;
    struct energy_path path;
    struct error error;
    const struct energy_path_options options = {
        .lambda = rng_between(&t->random.rng, 0, gamma),
        .deadline = deadline_never(),
    };
    feasible_graph_build(&feasible, t->arena, extended, gamma, rounding);
    least_energy_path(&path, t->arena, t->scratch, &feasible, &options);
    if (feasible_graph_expand(&expanded, t->arena, t->scratch, &feasible, ARC_LIMIT, &error) != STATUS_OK) {
        return broken(t, "%s", error.message);
    }
    int64_t least = 0;
    const bool found = least_energy_in_expanded_graph(&least, t->scratch, &expanded, extended);
    if (found != path.found || (found && path.energy_quanta - path.window_energy_loss != least)) {
        return broken(t, "gamma %" PRId64 ": implicit %d %" PRId64 ", explicit %d %" PRId64, gamma,
                      path.found, path.energy_quanta - path.window_energy_loss, found, least);
    }
    const int64_t in_window =
        found ? least_energy_from_depth(t, &expanded, extended, gamma - options.lambda) : INT64_MAX;
    if (path.found_in_window != (in_window < INT64_MAX) ||
        (path.found_in_window && path.energy_quanta != in_window)) {
        return broken(t,
                      "gamma %" PRId64 ", lambda %" PRId64 ": %" PRId64 " in the window, explicitly %" PRId64,
                      gamma, options.lambda, path.energy_quanta, in_window);
    }
    return true;
}

static bool the_implicit_graph_is_the_explicit_one(struct trial *t)
{
    static const int64_t resolutions[] = {1, 2, 7, 40};
    for (int pruned = 0; pruned < 2; pruned++) {
        struct extended_graph extended;
        extended_graph_build(&extended, t->arena, t->scratch, t->problem, 0,
                             pruned ? EXTENDED_GRAPH_PRUNED : EXTENDED_GRAPH_WHOLE);
        for (size_t g = 0; g < sizeof resolutions / sizeof resolutions[0]; g++) {
            if (!implicit_is_explicit_at(t, &extended, resolutions[g], DEPTH_CEIL) ||
                !implicit_is_explicit_at(t, &extended, resolutions[g], DEPTH_FLOOR)) {
                return false;
            }
        }
    }
    return true;
}

/* The two tables hold the same energies in all windows. */
static bool rows_are_equal(const struct energy_rows *a, const struct energy_rows *b)
{
    const struct feasible_graph *feasible = a->feasible;
    for (size_t v = 0; v < feasible->extended->vertex_count; v++) {
        for (int32_t d = feasible->least_depths[v]; d <= feasible->most_depths[v]; d++) {
            if (energy_rows_at(a, v, d) != energy_rows_at(b, v, d)) {
                return false;
            }
        }
    }
    return a->relaxations == b->relaxations;
}

/* Blocked rows of every integer and instruction set against the scalar twin, arc by arc. */
static bool every_kernel_fills_the_rows_of_its_scalar_twin(struct trial *t)
{
    static const int64_t resolutions[] = {1, 40, 64, 300};
    const struct deadline never = deadline_never();
    struct extended_graph extended;
    extended_graph_build(&extended, t->arena, t->scratch, t->problem, 0, EXTENDED_GRAPH_PRUNED);
    if (extended.vertex_count == 0) {
        return true;
    }
    for (size_t i = 0; i < 2 * sizeof resolutions / sizeof resolutions[0]; i++) {
        struct feasible_graph feasible;
        struct energy_rows twin;
        struct energy_rows chosen;
        feasible_graph_build(&feasible, t->arena, &extended, resolutions[i / 2],
                             i % 2 == 0 ? DEPTH_CEIL : DEPTH_FLOOR);
        if (feasible.least_depths[0] > feasible.most_depths[0]) {
            continue;
        }
        energy_rows_plan_with(&twin, t->arena, &feasible, NULL, 1);
        energy_rows_plan(&chosen, t->arena, t->scratch, &feasible, NULL);
        if (!energy_rows_fill(&twin, t->arena, &never) || !energy_rows_fill(&chosen, t->arena, &never) ||
            !rows_are_equal(&twin, &chosen)) {
            return broken(t, "gamma %" PRId64 ": the chosen rows differ", resolutions[i / 2]);
        }
        const int64_t most_energy =
            extended_graph_dearest_path(t->scratch, &extended, extended.arc_energies_quanta);
        for (size_t k = 0; k < MIN_PLUS_KERNELS; k++) {
            const struct min_plus_kernel *kernel = &min_plus_kernels[k];
            struct energy_rows rows;
            if (most_energy >= kernel->no_path || !min_plus_kernel_runs_here(kernel)) {
                continue;
            }
            energy_rows_plan_with(&rows, t->arena, &feasible, kernel, 1);
            if (!energy_rows_fill(&rows, t->arena, &never) || !rows_are_equal(&twin, &rows)) {
                return broken(t, "gamma %" PRId64 ": %s with %zu bytes differs", resolutions[i / 2],
                              kernel->instruction_set, kernel->cell_bytes);
            }
        }
    }
    return true;
}

static bool paths_are_equal(const struct energy_path *a, const struct energy_path *b)
{
    return a->found == b->found && a->found_in_window == b->found_in_window &&
           a->energy_quanta == b->energy_quanta && a->window_energy_loss == b->window_energy_loss &&
           a->latency_quanta == b->latency_quanta && a->arc_count == b->arc_count &&
           (a->arc_count == 0 || memcmp(a->arcs, b->arcs, a->arc_count * sizeof a->arcs[0]) == 0);
}

/* The same path arc by arc, whatever ties there are, whichever table the energies stood in. */
static bool sparse_rows_answer_as_dense_ones(struct trial *t)
{
    static const int64_t resolutions[] = {1, 3, 20, 100, 1000, 30000};
    struct extended_graph extended;
    extended_graph_build(&extended, t->arena, t->scratch, t->problem, 0,
                         chance(&t->random, 50) ? EXTENDED_GRAPH_PRUNED : EXTENDED_GRAPH_WHOLE);
    for (size_t i = 0; i < 2 * sizeof resolutions / sizeof resolutions[0]; i++) {
        struct feasible_graph feasible;
        struct energy_path paths[3];
        const int64_t gamma = resolutions[i / 2];
        struct energy_path_options options = {
            .lambda = chance(&t->random, 50) ? gamma : rng_between(&t->random.rng, 0, gamma),
            .deadline = deadline_never(),
            .energy_limit_quanta = chance(&t->random, 80) ? 0 : answer_of(&t->optimum) + 1,
        };
        feasible_graph_build(&feasible, t->arena, &extended, gamma, i % 2 == 0 ? DEPTH_CEIL : DEPTH_FLOOR);
        for (size_t k = 0; k < 3; k++) {
            static const enum energy_table tables[] = {ENERGY_TABLE_DENSE, ENERGY_TABLE_SPARSE,
                                                       ENERGY_TABLE_BY_RULE};
            options.table = tables[k];
            least_energy_path(&paths[k], t->arena, t->scratch, &feasible, &options);
        }
        if (!paths_are_equal(&paths[0], &paths[1]) || !paths_are_equal(&paths[0], &paths[2])) {
            return broken(t,
                          "gamma %" PRId64 ", lambda %" PRId64 ": %" PRId64 " dense, %" PRId64
                          " sparse, %" PRId64 " by rule",
                          gamma, options.lambda, paths[0].energy_quanta, paths[1].energy_quanta,
                          paths[2].energy_quanta);
        }
    }
    return true;
}

static bool windows_and_floors_are_honest(struct trial *t)
{
    for (int floor = 0; floor < 2; floor++) {
        struct solve_options options = solve_options_default();
        struct solution solution;
        options.gamma = rng_between(&t->random.rng, 1, 60);
        options.lambda = rng_between(&t->random.rng, 0, options.gamma);
        options.rounding = floor ? DEPTH_FLOOR : DEPTH_CEIL;
        options.is_cumulative = !floor && chance(&t->random, 50);
        if (!solve(t, &solution, "fin", fin_solve, &options)) {
            return false;
        }
    }
    return true;
}

/* From any gamma. */
static bool adaptive_fin_proves_everything(struct trial *t)
{
    struct solve_options options = solve_options_default();
    struct solution solution;
    options.gamma = rng_between(&t->random.rng, 1, 60);
    options.rounding = chance(&t->random, 20) ? DEPTH_FLOOR : DEPTH_CEIL;
    options.adaptive = true;
    if (!solve(t, &solution, "fin --adaptive", fin_solve, &options)) {
        return false;
    }
    if (!is_proved(&solution)) {
        return broken(t, "gamma %" PRId64 ": %s, %s", options.gamma, outcome_name(solution.outcome),
                      solution.note);
    }
    return true;
}

static bool any_multipliers_give_a_bound(struct trial *t)
{
    struct extended_graph graph;
    extended_graph_build(&graph, t->arena, t->scratch, t->problem, 0, EXTENDED_GRAPH_PRUNED);
    if ((graph.vertex_count > 0) != (t->optimum.outcome == OUTCOME_OPTIMAL)) {
        return broken(t, "the pruned graph has %zu vertices", graph.vertex_count);
    }
    for (int i = 0; i < 5 && graph.vertex_count > 0; i++) {
        struct lagrangian_bound bound;
        lagrangian_bound_compute(&bound, t->arena, &graph, INT64_C(1) << rng_between(&t->random.rng, 0, 10),
                                 rng_between(&t->random.rng, 0, 1000));
        const int64_t energy = lagrangian_bound_energy(&bound, t->problem->applications[0].deadline_quanta);
        if (energy > t->optimum.energy_quanta) {
            return broken(t, "bound %" PRId64 ", optimum %" PRId64, energy, t->optimum.energy_quanta);
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"labels agree with enumeration", labels_agree_with_enumeration},
        {"ilp agrees with enumeration", ilp_agrees_with_enumeration},
        {"every heuristic is honest", every_heuristic_is_honest},
        {"greedy and mcp find a plan if there is one", greedy_and_mcp_find_a_plan_if_there_is_one},
        {"stopped labels have a plan and a bound", stopped_labels_have_a_plan_and_a_bound},
        {"fin keeps (F1), (F2), (F3)", fin_keeps_f1_f2_f3},
        {"cumulative fin keeps (F1), (F5), (F6)", cumulative_fin_keeps_f1_f5_f6},
        {"fin keeps (F4)", fin_keeps_f4},
        {"the theorem checker finds nothing", the_theorem_checker_finds_nothing},
        {"the implicit graph is the explicit one", the_implicit_graph_is_the_explicit_one},
        {"every kernel fills the rows of its scalar twin", every_kernel_fills_the_rows_of_its_scalar_twin},
        {"sparse rows answer as dense ones", sparse_rows_answer_as_dense_ones},
        {"windows and floors are honest", windows_and_floors_are_honest},
        {"adaptive fin proves everything", adaptive_fin_proves_everything},
        {"any multipliers give a bound", any_multipliers_give_a_bound},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 10000,
        .prepare = trial_prepare,
    };
    return run_properties(&program, argc, argv);
}
