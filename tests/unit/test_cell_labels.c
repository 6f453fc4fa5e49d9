/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does one label per cell find plans in time, never beaten by rounding each arc, and bounds below the
 * optimum? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "small_problem.h"
#include "solve/cell_labels.h"
#include "solve/lagrangian_bound.h"
#include "solve/least_energy_path.h"
#include "suites.h"

/* The subset sum problem at one deadline, with whole windows. Its optimum is 19 - deadline, 4 .. 19. */
struct cells {
    struct arena *arena;
    struct arena *scratch;
    struct extended_graph graph;
    struct cell_options options;
};

static struct cells cells_new(int64_t deadline, int64_t gamma, enum cell_policy policy)
{
    struct cells c = {.arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
    const struct problem *problem = small_problem_with_deadline(c.arena, &subset_sum, deadline);
    extended_graph_build(&c.graph, c.arena, c.scratch, problem, 0, EXTENDED_GRAPH_PRUNED);
    struct lagrangian_bound fastest;
    lagrangian_bound_compute(&fastest, c.arena, &c.graph, 0, 1);
    int64_t *latest = ARENA_ARRAY(c.arena, int64_t, c.graph.vertex_count);
    for (size_t v = 0; v < c.graph.vertex_count; v++) {
        latest[v] = deadline - fastest.latency_to_go[v];
    }
    c.options = (struct cell_options){
        .policy = policy,
        .earliest = ARENA_ARRAY(c.arena, int64_t, c.graph.vertex_count),
        .latest = latest,
        .deadline_quanta = deadline,
        .gamma = gamma,
        .lambda = gamma,
        .time_limit = deadline_never(),
    };
    return c;
}

static void cells_free(struct cells *c)
{
    arena_free(c->arena);
    arena_free(c->scratch);
}

static void check_sums(const struct cells *c, const struct energy_path *path)
{
    size_t at = 0;
    int64_t latency = 0;
    for (size_t i = 0; i < path->arc_count; i++) {
        CU_ASSERT_EQUAL(c->graph.arc_tails[path->arcs[i]], at);
        at = c->graph.arc_heads[path->arcs[i]];
        latency += c->graph.arc_latencies_quanta[path->arcs[i]];
    }
    CU_ASSERT_EQUAL(at, extended_graph_sink(&c->graph));
    CU_ASSERT_EQUAL(latency, path->latency_quanta);
}

static void kept_labels_are_plans_no_worse_than_ceil(void)
{
    int better = 0;
    for (int64_t deadline = 4; deadline <= 19; deadline++) {
        for (int64_t gamma = 1; gamma <= 2 * deadline; gamma++) {
            struct cells c = cells_new(deadline, gamma, CELL_KEEP);
            struct energy_path path;
            struct energy_path ceil_path;
            struct feasible_graph feasible;
            const struct energy_path_options options = {.lambda = gamma, .deadline = deadline_never()};
            cell_labels_run(&path, c.arena, c.scratch, &c.graph, &c.options);
            feasible_graph_build(&feasible, c.arena, &c.graph, gamma, DEPTH_CEIL);
            least_energy_path(&ceil_path, c.arena, c.scratch, &feasible, &options);
            if (path.found) {
                CU_ASSERT(path.latency_quanta <= deadline);
                CU_ASSERT(path.energy_quanta >= 19 - deadline);
                check_sums(&c, &path);
            }
            CU_ASSERT(!ceil_path.found || (path.found && path.energy_quanta <= ceil_path.energy_quanta));
            better += path.found && (!ceil_path.found || path.energy_quanta < ceil_path.energy_quanta);
            CU_ASSERT(gamma % deadline != 0 || (path.found && path.energy_quanta == 19 - deadline));
            cells_free(&c);
        }
    }
    CU_ASSERT(better > 50);
}

static void merged_labels_are_a_bound_and_exact_in_the_end(void)
{
    int below = 0;
    for (int64_t deadline = 4; deadline <= 19; deadline++) {
        for (int64_t gamma = 1; gamma <= 2 * deadline; gamma++) {
            struct cells c = cells_new(deadline, gamma, CELL_MERGE);
            struct energy_path path;
            cell_labels_run(&path, c.arena, c.scratch, &c.graph, &c.options);
            CU_ASSERT_TRUE(path.found);
            CU_ASSERT(path.energy_quanta <= 19 - deadline);
            CU_ASSERT(path.latency_quanta > deadline || path.energy_quanta == 19 - deadline);
            check_sums(&c, &path);
            below += path.energy_quanta < 19 - deadline;
            CU_ASSERT(gamma <= deadline || path.energy_quanta == 19 - deadline);
            cells_free(&c);
        }
    }
    CU_ASSERT(below > 50);
}

static void a_target_below_the_optimum_leaves_nothing(void)
{
    for (int64_t deadline = 5; deadline <= 18; deadline++) {
        for (int64_t target = 18 - deadline; target <= 19 - deadline; target++) {
            struct cells c = cells_new(deadline, 100, CELL_MERGE);
            struct lagrangian_bound bound;
            lagrangian_bound_compute(&bound, c.arena, &c.graph, 1, 1);
            const struct cell_price price = {1, 1, bound.cost_to_go};
            c.options.prices = &price;
            c.options.price_count = 1;
            c.options.target_quanta = target;
            struct energy_path path;
            cell_labels_run(&path, c.arena, c.scratch, &c.graph, &c.options);
            CU_ASSERT_EQUAL(path.found, target == 19 - deadline);
            cells_free(&c);
        }
    }
}

static void a_window_looks_at_late_ends_only(void)
{
    /* Every subset has a latency of its own, 4 + x for energy 15 - x. */
    for (int64_t lambda = 0; lambda <= 19; lambda++) {
        struct cells c = cells_new(19, 19, CELL_KEEP);
        struct energy_path path;
        c.options.lambda = lambda;
        cell_labels_run(&path, c.arena, c.scratch, &c.graph, &c.options);
        CU_ASSERT(path.found && path.found_in_window);
        CU_ASSERT_EQUAL(path.energy_quanta, 0);
        CU_ASSERT_EQUAL(path.window_energy_loss, 0);
        cells_free(&c);
    }
}

static void small_runs_end_before_a_limit_is_looked_at(void)
{
    struct cells c = cells_new(19, 19, CELL_MERGE);
    struct energy_path path;
    c.options.memory_limit_bytes = 1;
    cell_labels_run(&path, c.arena, c.scratch, &c.graph, &c.options);
    /* Fifteen labels are done before anybody looks at a limit. */
    CU_ASSERT_PTR_NULL(path.stopped_by);
    CU_ASSERT(cell_labels_most_work(&c.graph, &c.options) >= path.relaxations);
    cells_free(&c);
}

void test_cell_labels_register(void)
{
    static const struct unit_test tests[] = {
        {"kept labels are plans, no worse than ceil", kept_labels_are_plans_no_worse_than_ceil},
        {"merged labels are a bound, and exact in the end", merged_labels_are_a_bound_and_exact_in_the_end},
        {"a target below the optimum leaves nothing", a_target_below_the_optimum_leaves_nothing},
        {"a window looks at late ends only", a_window_looks_at_late_ends_only},
        {"small runs end before a limit is looked at", small_runs_end_before_a_limit_is_looked_at},
    };
    suite_register("cell_labels", tests, sizeof tests / sizeof tests[0]);
}
