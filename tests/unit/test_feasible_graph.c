/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do arcs climb exactly as many depths as they must, and is the graph written out the one counted by hand? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/rng.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "small_problem.h"
#include "solve/least_energy_path.h"
#include "suites.h"

static void widths_are_exact(void)
{
    const int64_t most = QUANTA_LIMIT - 1;
    const struct {
        int64_t latency;
        int64_t deadline;
        int64_t gamma;
        int64_t ceil;
        int64_t floor;
    } cases[] = {
        {0, 7, 10, 0, 0},
        {1, 7, 10, 2, 1},
        {3, 7, 2, 1, 0},
        {6, 7, 2, 2, 1},
        {7, 7, 2, 2, 2},
        {5, 10, 4, 2, 2}, /* an exact quotient is not rounded */
        {10, 10, 1, 1, 1},
        {1, 1000000, 10, 1, 0},
        {8, 7, 10, 11, 11}, /* never fits */
        {0, 0, 10, 0, 0},   /* deadline 0: only what takes no time fits */
        {1, 0, 10, 11, 11},
        {most, most, GAMMA_LIMIT, GAMMA_LIMIT, GAMMA_LIMIT},
        {most - 1, most, GAMMA_LIMIT, GAMMA_LIMIT, GAMMA_LIMIT - 1},
        {1, most, GAMMA_LIMIT, 1, 0},
        {QUANTA_LIMIT / 2, QUANTA_LIMIT, 2, 1, 1},
        {QUANTA_LIMIT / 2 + 1, QUANTA_LIMIT, 2, 2, 1},
        {QUANTA_LIMIT / 2 - 1, QUANTA_LIMIT, 2, 1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CU_ASSERT_EQUAL(depth_width(cases[i].latency, cases[i].deadline, cases[i].gamma, DEPTH_CEIL),
                        cases[i].ceil);
        CU_ASSERT_EQUAL(depth_width(cases[i].latency, cases[i].deadline, cases[i].gamma, DEPTH_FLOOR),
                        cases[i].floor);
    }
}

/* Near multiples of the deadline, where an estimate could be one off, and of every size. */
static void widths_are_the_rounded_quotient_of_128_bits(void)
{
    struct rng rng = rng_from_seed(11);
    for (size_t i = 0; i < 100000; i++) {
        const int64_t deadline = rng_between(&rng, 1, INT64_C(1) << rng_between(&rng, 0, 62));
        const int64_t gamma = rng_between(&rng, 1, i % 2 == 0 ? GAMMA_LIMIT : 1000);
        const int64_t depth = rng_between(&rng, 0, gamma);
        int64_t latency = (int64_t)((int128)depth * deadline / gamma) + rng_between(&rng, -2, 2);
        latency = min_int64(max_int64(latency, 0), deadline);
        const int128 product = (int128)gamma * latency;
        CU_ASSERT_EQUAL_FATAL(depth_width(latency, deadline, gamma, DEPTH_CEIL),
                              (int64_t)ceil_divide(product, deadline));
        CU_ASSERT_EQUAL_FATAL(depth_width(latency, deadline, gamma, DEPTH_FLOOR),
                              (int64_t)floor_divide(product, deadline));
    }
}

/* two_nodes at a resolution. */
struct stages {
    struct arena *arena;
    struct arena *scratch;
    struct extended_graph extended;
    struct feasible_graph feasible;
};

static void stages_build(struct stages *s, int64_t deadline, int64_t gamma, enum depth_rounding rounding)
{
    s->arena = arena_new(NULL, NULL);
    s->scratch = arena_new(NULL, NULL);
    extended_graph_build(&s->extended, s->arena, s->scratch,
                         small_problem_with_deadline(s->arena, &two_nodes, deadline), 0,
                         EXTENDED_GRAPH_WHOLE);
    feasible_graph_build(&s->feasible, s->arena, &s->extended, gamma, rounding);
}

static void stages_free(struct stages *s)
{
    arena_free(s->arena);
    arena_free(s->scratch);
}

static void windows_of_depths_are_the_ones_a_path_can_use(void)
{
    struct stages s;
    stages_build(&s, 7, 7, DEPTH_CEIL);
    /* Widths are the latencies. Vertices: source, 1a, 1b, 2a, 2b, sink. */
    static const int32_t least[] = {0, 3, 6, 6, 6, 6};
    static const int32_t most[] = {0, 3, 6, 6, 7, 7};
    for (size_t v = 0; v < 6; v++) {
        CU_ASSERT_EQUAL(s.feasible.least_depths[v], least[v]);
        CU_ASSERT_EQUAL(s.feasible.most_depths[v], most[v]);
    }
    stages_free(&s);
    stages_build(&s, 7, 2, DEPTH_CEIL);
    /* bb does not fit into two depths: 2 + 1. */
    CU_ASSERT(s.feasible.least_depths[2] > s.feasible.most_depths[2]);
    CU_ASSERT_EQUAL(s.feasible.least_depths[5], 2);
    stages_free(&s);
}

static void check_same(const struct feasible_graph *a, const struct feasible_graph *b)
{
    CU_ASSERT_EQUAL(a->rounding, b->rounding);
    for (size_t i = 0; i < a->extended->arc_count; i++) {
        CU_ASSERT_EQUAL(a->widths[i], b->widths[i]);
    }
    for (size_t v = 0; v < a->extended->vertex_count; v++) {
        CU_ASSERT_EQUAL(a->least_depths[v], b->least_depths[v]);
        CU_ASSERT_EQUAL(a->most_depths[v], b->most_depths[v]);
    }
}

static void both_graphs_at_once_are_those_built_alone(void)
{
    for (int64_t deadline = 4; deadline <= 19; deadline++) {
        for (int64_t gamma = 1; gamma <= 40; gamma += 3) {
            struct stages s;
            struct feasible_graph ceil_alone;
            struct feasible_graph floor;
            struct feasible_graph ceil;
            stages_build(&s, deadline, gamma, DEPTH_FLOOR);
            feasible_graph_build(&ceil_alone, s.arena, &s.extended, gamma, DEPTH_CEIL);
            feasible_graph_build_both(&floor, &ceil, s.arena, &s.extended, gamma);
            check_same(&floor, &s.feasible);
            check_same(&ceil, &ceil_alone);
            stages_free(&s);
        }
    }
}

static void the_graph_written_out_has_the_size_counted_by_hand(void)
{
    static const struct {
        int64_t gamma;
        enum depth_rounding rounding;
        size_t vertices;
        size_t arcs;
        int64_t energy; /* least; -1: no path */
    } cases[] = {
        {7, DEPTH_CEIL, 8, 8, 4},                            /* s0 1a3 1b6 2a6 2b6 2b7 t6 t7 */
        {7, DEPTH_FLOOR, 8, 8, 4}, {2, DEPTH_CEIL, 5, 5, 8}, /* s0 1a1 2a2 2b2 t2 */
        {2, DEPTH_FLOOR, 8, 8, 4},                           /* s0 1a0 1b1 2a0 2b0 2b1 t0 t1 */
        {1, DEPTH_CEIL, 0, 0, -1},                           /* two hops of a depth each */
        {1, DEPTH_FLOOR, 6, 7, 4},                           /* all at depth 0 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct stages s;
        stages_build(&s, 7, cases[i].gamma, cases[i].rounding);
        struct expanded_graph expanded;
        struct error error = {.status = STATUS_OK};
        CU_ASSERT_EQUAL_FATAL(feasible_graph_expand(&expanded, s.arena, s.scratch, &s.feasible, 100, &error),
                              STATUS_OK);
        CU_ASSERT_EQUAL(expanded.vertex_count, cases[i].vertices);
        CU_ASSERT_EQUAL(expanded.arc_count, cases[i].arcs);
        int64_t energy = -1;
        const bool found = least_energy_in_expanded_graph(&energy, s.scratch, &expanded, &s.extended);
        CU_ASSERT_EQUAL(found, cases[i].energy >= 0);
        CU_ASSERT(!found || energy == cases[i].energy);
        for (size_t a = 0; a < expanded.arc_count; a++) {
            const uint32_t arc = expanded.extended_arcs[a];
            const size_t tail = expanded.tails[a];
            const size_t head = expanded.heads[a];
            CU_ASSERT_EQUAL(expanded.vertices[tail], s.extended.arc_tails[arc]);
            CU_ASSERT_EQUAL(expanded.vertices[head], s.extended.arc_heads[arc]);
            CU_ASSERT_EQUAL(expanded.depths[head], expanded.depths[tail] + s.feasible.widths[arc]);
            CU_ASSERT(a == 0 || expanded.heads[a - 1] <= head);
        }
        stages_free(&s);
    }
}

static void a_deadline_of_zero_leaves_what_takes_no_time(void)
{
    struct small_problem small = two_nodes;
    small.costs[0][0].latency = 0;
    small.costs[1][0].latency = 0;
    small.deadline = 0;
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct extended_graph extended;
    extended_graph_build(&extended, arena, scratch, small_problem_build(arena, &small), 0,
                         EXTENDED_GRAPH_WHOLE);
    for (int rounding = 0; rounding < 2; rounding++) {
        struct feasible_graph feasible;
        feasible_graph_build(&feasible, arena, &extended, 5, rounding == 0 ? DEPTH_CEIL : DEPTH_FLOOR);
        struct expanded_graph expanded;
        struct error error = {.status = STATUS_OK};
        CU_ASSERT_EQUAL_FATAL(feasible_graph_expand(&expanded, arena, scratch, &feasible, 100, &error),
                              STATUS_OK);
        int64_t energy = 0;
        CU_ASSERT_TRUE(least_energy_in_expanded_graph(&energy, scratch, &expanded, &extended));
        CU_ASSERT_EQUAL(energy, 11); /* aa is the only plan left */
        CU_ASSERT_EQUAL(expanded.arc_count, 3);
    }
    arena_free(arena);
    arena_free(scratch);
}

static void a_graph_too_large_to_write_out_is_refused(void)
{
    struct stages s;
    stages_build(&s, 7, 7, DEPTH_CEIL);
    struct expanded_graph expanded = {.arc_count = 42};
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL(feasible_graph_expand(&expanded, s.arena, s.scratch, &s.feasible, 7, &error),
                    STATUS_UNSUPPORTED);
    CU_ASSERT_EQUAL(expanded.arc_count, 42);
    stages_free(&s);
}

static void an_empty_extended_graph_gives_an_empty_one(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct extended_graph extended;
    extended_graph_build(&extended, arena, scratch, small_problem_with_deadline(arena, &two_nodes, 5), 0,
                         EXTENDED_GRAPH_PRUNED);
    struct feasible_graph feasible;
    feasible_graph_build(&feasible, arena, &extended, 10, DEPTH_CEIL);
    struct expanded_graph expanded;
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL(feasible_graph_expand(&expanded, arena, scratch, &feasible, 100, &error), STATUS_OK);
    CU_ASSERT_EQUAL(expanded.vertex_count, 0);
    int64_t energy = 0;
    CU_ASSERT_FALSE(least_energy_in_expanded_graph(&energy, scratch, &expanded, &extended));
    struct energy_path path;
    const struct energy_path_options options = {.lambda = 10, .deadline = deadline_never()};
    least_energy_path(&path, arena, scratch, &feasible, &options);
    CU_ASSERT_FALSE(path.found);
    arena_free(arena);
    arena_free(scratch);
}

void test_feasible_graph_register(void)
{
    static const struct unit_test tests[] = {
        {"widths are exact", widths_are_exact},
        {"widths are the rounded quotient of 128 bits", widths_are_the_rounded_quotient_of_128_bits},
        {"windows of depths are the ones a path can use", windows_of_depths_are_the_ones_a_path_can_use},
        {"both graphs at once are those built alone", both_graphs_at_once_are_those_built_alone},
        {"the graph written out has the size counted by hand",
         the_graph_written_out_has_the_size_counted_by_hand},
        {"a deadline of zero leaves what takes no time", a_deadline_of_zero_leaves_what_takes_no_time},
        {"a graph too large to write out is refused", a_graph_too_large_to_write_out_is_refused},
        {"an empty extended graph gives an empty one", an_empty_extended_graph_gives_an_empty_one},
    };
    suite_register("feasible graph", tests, sizeof tests / sizeof tests[0]);
}
