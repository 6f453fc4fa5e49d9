/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is FIN's plan optimal, and if not, which plan is? Rounds that look for a plan within a target, from the
 * lower bound upwards. A round
 *
 *   1 reduces   vertices, arcs and windows of latency that a plan in time within the target could use
 *   2 rounds    what is left down: a floor graph whose depths divide only those windows, so that the same
 * gamma is finer the less is left. It holds every plan within the target (F3) 3 learns    no path: every plan
 * costs more than the target a path that is in time: it is the cheapest plan there is a path that is late:
 * its energy is a bound, and the cells must be smaller
 *
 * Step 2 is exact once no cell holds two latencies, so the rounds end. It has two ways: labels in cells
 * (solve/cell_labels.h), which keep true latencies and are exact early when few paths are left; and where the
 * windows are narrow the dense programme of solve/least_energy_path.h at gamma = deadline (F4), exact at
 * once.
 *
 * Invariant: lower <= optimum <= upper.
 */
#include "solve/fin_refine.h"

#include <inttypes.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "model/plan.h"
#include "model/solution.h"
#include "solve/cell_labels.h"
#include "solve/least_energy_path.h"
#include "solve/path_reduction.h"
#include "solve/solver.h"
#include "solve/sparse_rows.h"

struct refinement {
    struct solution *solution;
    struct arena *arena;
    struct arena *scratch;
    const struct extended_graph *graph;
    const struct solve_options *options;
    struct path_reduction reduction;
    int64_t lower;
    int64_t upper; /* INT64_MAX: no plan yet */
    size_t *arcs;  /* [arc_count] of the plan, if FIN's was not as good */
    size_t arc_count;
    const char *proof; /* what brought lower and upper together last */
    const char *limit; /* what stopped it */
    int64_t gamma;     /* cells a vertex may have */
    int64_t rounds;
};

/* Takes over a path in time of the whole graph; arc i is map[arcs[i]], or arcs[i] without a map. */
static void improve(struct refinement *r, const struct energy_path *path, const size_t *map)
{
    if (path->energy_quanta >= r->upper) {
        return;
    }
    r->upper = path->energy_quanta;
    r->arc_count = path->arc_count;
    r->arcs = ARENA_ARRAY(r->arena, size_t, path->arc_count);
    for (size_t i = 0; i < path->arc_count; i++) {
        r->arcs[i] = map != NULL ? map[path->arcs[i]] : path->arcs[i];
    }
}

/* The plans and the bound that the search for the best price comes with. */
static void use_prices(struct refinement *r)
{
    const struct lagrangian_dual *dual = &r->reduction.dual;
    const size_t sink = extended_graph_sink(r->graph);
    for (size_t k = 0; k < dual->count; k++) {
        const struct lagrangian_bound *bound = &dual->bounds[k];
        if (bound->latency_to_go[0] > r->reduction.deadline_quanta) {
            continue;
        }
        struct energy_path path = {
            .energy_quanta = bound->energy_to_go[0],
            .arcs = ARENA_ARRAY(r->scratch, size_t, r->graph->vertices[sink].layer),
        };
        for (size_t v = 0; v != sink; v = r->graph->arc_heads[bound->next_arcs[v]]) {
            path.arcs[path.arc_count++] = bound->next_arcs[v];
        }
        improve(r, &path, NULL);
    }
    const int64_t bound =
        lagrangian_bound_energy(&dual->bounds[dual->count > 2 ? 2 : 0], r->reduction.deadline_quanta);
    r->lower = max_int64(r->lower, bound);
    r->proof = "no path of less energy meets the deadline, by a price on latency";
}

/* Relaxations of the dense programme on the windows; INT64_MAX if the deadline is no gamma. */
static int64_t dense_work(const struct refinement *r, const struct reduced_graph *reduced)
{
    const struct extended_graph *graph = &reduced->graph;
    if (r->reduction.deadline_quanta > GAMMA_LIMIT || r->reduction.deadline_quanta < 1) {
        return INT64_MAX;
    }
    int64_t work = 0;
    for (size_t a = 0; a < graph->arc_count; a++) {
        const size_t tail = graph->arc_tails[a];
        const size_t head = graph->arc_heads[a];
        const int64_t latency = graph->arc_latencies_quanta[a];
        const int64_t from = max_int64(reduced->earliest[tail], reduced->earliest[head] - latency);
        const int64_t to = min_int64(reduced->latest[tail], reduced->latest[head] - latency);
        work += from <= to ? to - from + 1 : 0;
    }
    return work;
}

/* The path of least energy at gamma = deadline, in the windows only; none if it costs more than the target.
 */
static void find_dense_path(struct energy_path *path, struct refinement *r,
                            const struct reduced_graph *reduced, int64_t target)
{
    const int64_t gamma = r->reduction.deadline_quanta;
    const struct energy_path_options options = {
        .table = ENERGY_TABLE_DENSE,
        .lambda = gamma,
        .deadline = r->options->deadline,
        .memory_limit_bytes = r->options->memory_limit_bytes,
        .energy_limit_quanta = target + 1, /* a dearer path may leave the windows */
    };
    struct feasible_graph feasible;
    feasible_graph_build(&feasible, r->scratch, &reduced->graph, gamma, DEPTH_FLOOR);
    for (size_t v = 0; v < reduced->graph.vertex_count; v++) {
        feasible.least_depths[v] = (int32_t)max_int64(feasible.least_depths[v], reduced->earliest[v]);
        feasible.most_depths[v] = (int32_t)min_int64(feasible.most_depths[v], reduced->latest[v]);
    }
    least_energy_path(path, r->arena, r->scratch, &feasible, &options);
}

/* The least-energy path of a floor graph that holds every plan within the target. */
static void find_floor_path(struct energy_path *path, struct refinement *r,
                            const struct reduced_graph *reduced, int64_t target)
{
    const struct cell_options options = {
        .policy = CELL_MERGE,
        .earliest = reduced->earliest,
        .latest = reduced->latest,
        .deadline_quanta = r->reduction.deadline_quanta,
        .gamma = r->gamma,
        .prices = reduced->prices,
        .price_count = reduced->price_count,
        .target_quanta = target,
        .time_limit = r->options->deadline,
        .memory_limit_bytes = r->options->memory_limit_bytes,
    };
    if (dense_work(r, reduced) / RELAXATIONS_PER_LABEL_AT_MOST <=
        cell_labels_most_work(&reduced->graph, &options)) {
        find_dense_path(path, r, reduced, target);
    } else {
        cell_labels_run(path, r->arena, r->scratch, &reduced->graph, &options);
    }
}

/* One round. Afterwards lower > target, or the plan is proved, or gamma has grown, or a limit has come. */
static void run_round(struct refinement *r, int64_t target)
{
    enum { GAMMA_FACTOR = 4 };
    const struct arena_mark mark = arena_mark(r->scratch);
    struct reduced_graph reduced;
    struct energy_path path = {.found = false};
    path_reduction_apply(&reduced, r->scratch, &r->reduction, target);
    r->rounds++;
    if (reduced.graph.vertex_count > 0) {
        r->proof = "the refined floor graph has no path of less energy (F3)";
        find_floor_path(&path, r, &reduced, target);
        solution_add_effort(r->solution, "relaxations", path.relaxations);
    } else {
        r->proof = "no path of less energy meets the deadline, by prices on latency";
    }
    if (path.stopped_by != NULL) {
        r->limit = arena_printf(r->arena, "stopped by the %s", path.stopped_by);
    } else if (!path.found || path.energy_quanta > target) {
        r->lower = target + 1;
    } else {
        r->lower = max_int64(r->lower, path.energy_quanta);
        if (path.latency_quanta <= r->reduction.deadline_quanta) {
            r->proof = "the least-energy path of the refined floor graph meets the deadline (F3)";
            improve(r, &path, reduced.arcs);
        } else if (r->gamma >= GAMMA_LIMIT) {
            r->limit = arena_printf(r->arena, "not proved with %" PRId64 " depths", r->gamma);
        } else {
            r->gamma = min_int64(GAMMA_FACTOR * r->gamma, GAMMA_LIMIT);
        }
    }
    arena_rewind(r->scratch, mark);
}

/* Targets from the lower bound upwards, by growing steps: a round is cheap while little is left. */
static void run_rounds(struct refinement *r)
{
    enum { GAP_DIVISOR = 4096, STEP_FACTOR = 4 };
    int64_t step = 0;
    while (r->lower < r->upper && r->limit == NULL) {
        const int64_t target = min_int64(r->upper - 1, r->lower + step);
        run_round(r, target);
        if (r->lower > target) {
            step = STEP_FACTOR * max_int64(step, (r->upper - r->lower) / GAP_DIVISOR + 1);
        }
        if (deadline_has_passed(&r->options->deadline) && r->lower < r->upper && r->limit == NULL) {
            r->limit = "stopped by the time limit";
        }
    }
}

static void answer(struct refinement *r)
{
    struct solution *solution = r->solution;
    BUG_IF(r->lower > r->upper);
    if (r->arcs != NULL) {
        struct plan *plan = plan_new(r->arena, r->graph->problem);
        extended_graph_decode_path(plan, r->arena, r->graph, r->arcs, r->arc_count);
        solution->plan = plan;
        solution->energy_quanta = r->upper;
    }
    solution->bound_quanta = r->lower;
    solution->note = r->limit;
    solution->outcome = r->lower == r->upper ? OUTCOME_OPTIMAL : OUTCOME_FEASIBLE;
    solution->proof = r->lower == r->upper ? r->proof : NULL;
    solution_add_effort(solution, "rounds", r->rounds);
    solution_add_effort(solution, "sweeps", r->reduction.dual.sweeps);
    solution_add_effort(solution, "depths", r->gamma);
}

void fin_refine(struct solution *solution, struct arena *arena, struct arena *scratch,
                const struct extended_graph *graph, const struct solve_options *options)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct refinement refinement = {
        .solution = solution,
        .arena = arena,
        .scratch = scratch,
        .graph = graph,
        .options = options,
        .lower = solution->bound_quanta,
        .upper = solution->plan != NULL ? solution->energy_quanta : INT64_MAX,
        .gamma = options->gamma,
    };
    path_reduction_init(&refinement.reduction, scratch, graph);
    use_prices(&refinement);
    run_rounds(&refinement);
    answer(&refinement);
    arena_rewind(scratch, mark);
}
