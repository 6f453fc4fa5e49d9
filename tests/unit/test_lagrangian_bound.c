/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the bound below the optimum whatever the multipliers are, and is the best one found a good one? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/rng.h"
#include "graph/extended_graph.h"
#include "small_problem.h"
#include "solve/lagrangian_bound.h"
#include "suites.h"

struct bounded {
    struct arena *arena;
    struct arena *scratch;
    struct extended_graph graph;
};

static struct bounded bounded_new(const struct small_problem *small, int64_t deadline)
{
    struct bounded b = {.arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
    extended_graph_build(&b.graph, b.arena, b.scratch, small_problem_with_deadline(b.arena, small, deadline),
                         0, EXTENDED_GRAPH_PRUNED);
    return b;
}

static void bounded_free(struct bounded *b)
{
    arena_free(b->arena);
    arena_free(b->scratch);
}

static void no_multipliers_give_a_bound_above_the_optimum(void)
{
    struct rng rng = rng_from_seed(3);
    for (int64_t deadline = 4; deadline <= 19; deadline++) {
        struct bounded b = bounded_new(&subset_sum, deadline);
        for (int i = 0; i < 200; i++) {
            const int64_t scale = INT64_C(1) << rng_between(&rng, 0, 20);
            const int64_t price = rng_between(&rng, 0, INT64_C(1) << rng_between(&rng, 0, 25));
            struct lagrangian_bound bound;
            lagrangian_bound_compute(&bound, b.scratch, &b.graph, scale, price);
            CU_ASSERT(lagrangian_bound_energy(&bound, deadline) <= 19 - deadline);
            CU_ASSERT(lagrangian_bound_energy(&bound, deadline) >= 0);
        }
        bounded_free(&b);
    }
}

static void the_completion_kept_has_the_cost_stated(void)
{
    struct bounded b = bounded_new(&two_nodes, 7);
    static const int64_t prices[] = {0, 1, 3, 4, 10};
    for (size_t i = 0; i < sizeof prices / sizeof prices[0]; i++) {
        struct lagrangian_bound bound;
        lagrangian_bound_compute(&bound, b.arena, &b.graph, 1, prices[i]);
        for (size_t v = 0; v < b.graph.vertex_count; v++) {
            int64_t energy = 0;
            int64_t latency = 0;
            for (size_t at = v; at != extended_graph_sink(&b.graph);
                 at = b.graph.arc_heads[bound.next_arcs[at]]) {
                CU_ASSERT_EQUAL(b.graph.arc_tails[bound.next_arcs[at]], at);
                energy += b.graph.arc_energies_quanta[bound.next_arcs[at]];
                latency += b.graph.arc_latencies_quanta[bound.next_arcs[at]];
            }
            CU_ASSERT_EQUAL(energy, bound.energy_to_go[v]);
            CU_ASSERT_EQUAL(latency, bound.latency_to_go[v]);
            CU_ASSERT_EQUAL(energy + prices[i] * latency, bound.cost_to_go[v]);
        }
        /* Plans aa (11, 6), ab (8, 6), bb (4, 7): the cheapest at this price, by hand. */
        CU_ASSERT_EQUAL(bound.cost_to_go[0], prices[i] <= 4 ? 4 + 7 * prices[i] : 8 + 6 * prices[i]);
    }
    /* At price 4 ab and bb cost the same: the faster one is kept. */
    struct lagrangian_bound tie;
    lagrangian_bound_compute(&tie, b.arena, &b.graph, 1, 4);
    CU_ASSERT_EQUAL(tie.latency_to_go[0], 6);
    bounded_free(&b);
}

static void bounds_are_rounded_up_and_never_negative(void)
{
    int64_t cost = 7;
    struct lagrangian_bound bound = {.energy_scale = 4, .latency_price = 1, .cost_to_go = &cost};
    CU_ASSERT_EQUAL(lagrangian_bound_energy(&bound, 2), 2); /* 5 / 4 */
    CU_ASSERT_EQUAL(lagrangian_bound_energy(&bound, 3), 1);
    CU_ASSERT_EQUAL(lagrangian_bound_energy(&bound, 7), 0);
    CU_ASSERT_EQUAL(lagrangian_bound_energy(&bound, 100), 0);
}

static void the_dual_has_energy_first_latency_second_and_the_best_third(void)
{
    for (int64_t deadline = 4; deadline <= 20; deadline++) {
        struct bounded b = bounded_new(&subset_sum, deadline);
        struct lagrangian_dual dual;
        lagrangian_dual_begin(&dual, b.arena, &b.graph, deadline);
        lagrangian_dual_go_on(&dual, b.arena, &b.graph, deadline);
        CU_ASSERT(dual.bounds[0].energy_scale == 1 && dual.bounds[0].latency_price == 0);
        CU_ASSERT(dual.bounds[1].energy_scale == 0 && dual.bounds[1].latency_price == 1);
        CU_ASSERT(dual.count >= 2 && dual.count <= LAGRANGIAN_BOUND_LIMIT);
        CU_ASSERT(dual.sweeps <= 22);
        if (dual.bounds[0].latency_to_go[0] <= deadline) {
            CU_ASSERT_EQUAL(dual.count, 2);
        } else {
            CU_ASSERT_FATAL(dual.count > 2);
            /* All plans lie on one line, energy + latency = 19, so the best bound is the optimum. */
            CU_ASSERT_EQUAL(lagrangian_bound_energy(&dual.bounds[2], deadline), 19 - deadline);
        }
        for (size_t k = 0; k < dual.count; k++) {
            CU_ASSERT(k == 1 || lagrangian_bound_energy(&dual.bounds[k], deadline) <=
                                    (deadline >= 19 ? 0 : 19 - deadline));
        }
        bounded_free(&b);
    }
}

void test_lagrangian_bound_register(void)
{
    static const struct unit_test tests[] = {
        {"no multipliers give a bound above the optimum", no_multipliers_give_a_bound_above_the_optimum},
        {"the completion kept has the cost stated", the_completion_kept_has_the_cost_stated},
        {"bounds are rounded up and never negative", bounds_are_rounded_up_and_never_negative},
        {"the dual has energy first, latency second and the best third",
         the_dual_has_energy_first_latency_second_and_the_best_third},
    };
    suite_register("Lagrangian bound", tests, sizeof tests / sizeof tests[0]);
}
