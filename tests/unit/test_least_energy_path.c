/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the path the cheapest of its graph, with the window of lambda, and is it recovered arc by arc? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "small_problem.h"
#include "solve/energy_rows.h"
#include "solve/least_energy_path.h"
#include "solve/min_plus.h"
#include "suites.h"

struct search {
    struct arena *arena;
    struct arena *scratch;
    struct extended_graph extended;
    struct feasible_graph feasible;
    struct energy_path path;
};

static void search_run(struct search *s, const struct small_problem *small, int64_t gamma,
                       enum depth_rounding rounding, const struct energy_path_options *options)
{
    s->arena = arena_new(NULL, NULL);
    s->scratch = arena_new(NULL, NULL);
    extended_graph_build(&s->extended, s->arena, s->scratch, small_problem_build(s->arena, small), 0,
                         EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&s->feasible, s->arena, &s->extended, gamma, rounding);
    least_energy_path(&s->path, s->arena, s->scratch, &s->feasible, options);
}

static void search_free(struct search *s)
{
    arena_free(s->arena);
    arena_free(s->scratch);
}

/* Sums along the path, which must be connected from source to sink. */
static void check_arcs(const struct search *s)
{
    const struct extended_graph *graph = &s->extended;
    size_t at = 0;
    int64_t energy = 0;
    int64_t latency = 0;
    for (size_t i = 0; i < s->path.arc_count; i++) {
        const size_t a = s->path.arcs[i];
        CU_ASSERT_EQUAL(graph->arc_tails[a], at);
        at = graph->arc_heads[a];
        energy += graph->arc_energies_quanta[a];
        latency += graph->arc_latencies_quanta[a];
    }
    CU_ASSERT_EQUAL(at, extended_graph_sink(graph));
    CU_ASSERT_EQUAL(energy, s->path.energy_quanta);
    CU_ASSERT_EQUAL(latency, s->path.latency_quanta);
}

static void the_path_is_the_cheapest_at_its_resolution(void)
{
    static const struct {
        int64_t gamma;
        enum depth_rounding rounding;
        bool found;
        int64_t energy;
        int64_t latency;
    } cases[] = {
        {7, DEPTH_CEIL, true, 4, 7},    {2, DEPTH_CEIL, true, 8, 6},  {1, DEPTH_CEIL, false, 0, 0},
        {2, DEPTH_FLOOR, true, 4, 7},   {1, DEPTH_FLOOR, true, 4, 7}, {1000, DEPTH_CEIL, true, 8, 6},
        {1001, DEPTH_CEIL, true, 4, 7}, /* 858 + 143 fills exactly 1001 = 7 * 143, nothing is rounded */
    };
    const struct energy_path_options options = {.lambda = GAMMA_LIMIT, .deadline = deadline_never()};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct search s;
        search_run(&s, &two_nodes, cases[i].gamma, cases[i].rounding, &options);
        CU_ASSERT_EQUAL(s.path.found, cases[i].found);
        CU_ASSERT_PTR_NULL(s.path.stopped_by);
        if (s.path.found) {
            CU_ASSERT_EQUAL(s.path.energy_quanta, cases[i].energy);
            CU_ASSERT_EQUAL(s.path.latency_quanta, cases[i].latency);
            CU_ASSERT_EQUAL(s.path.window_energy_loss, 0);
            CU_ASSERT_TRUE(s.path.found_in_window);
            CU_ASSERT(s.path.relaxations > 0);
            check_arcs(&s);
        }
        search_free(&s);
    }
}

static void a_path_at_its_limit_is_none(void)
{
    for (int64_t limit = 4; limit <= 5; limit++) {
        const struct energy_path_options options = {
            .lambda = 7, .deadline = deadline_never(), .energy_limit_quanta = limit};
        struct search s;
        search_run(&s, &two_nodes, 7, DEPTH_CEIL, &options);
        CU_ASSERT_EQUAL(s.path.found, limit == 5);
        search_free(&s);
    }
}

/* On a 1 energy in 2 quanta, on b 10 in 8; the deadline is 10. */
static const struct small_problem early_and_late = {
    .nodes = 2,
    .blocks = 1,
    .costs = {{{1, 2}, {8, 5}}},
    .links = {{0, 1, 2, 3}},
    .link_count = 1,
    .deadline = 10,
};

static void a_window_keeps_only_late_ends(void)
{
    static const struct {
        int64_t lambda;
        bool found_in_window;
        int64_t energy;
        int64_t loss;
    } cases[] = {
        {10, true, 1, 0}, {8, true, 1, 0},  {7, true, 10, 9},
        {2, true, 10, 9}, {1, false, 1, 0}, {0, false, 1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct energy_path_options options = {.lambda = cases[i].lambda, .deadline = deadline_never()};
        struct search s;
        search_run(&s, &early_and_late, 10, DEPTH_CEIL, &options);
        CU_ASSERT_TRUE(s.path.found);
        CU_ASSERT_EQUAL(s.path.found_in_window, cases[i].found_in_window);
        CU_ASSERT_EQUAL(s.path.energy_quanta, cases[i].energy);
        CU_ASSERT_EQUAL(s.path.window_energy_loss, cases[i].loss);
        check_arcs(&s);
        search_free(&s);
    }
}

static void of_equal_energies_the_fastest_wins(void)
{
    struct small_problem small = early_and_late;
    small.costs[0][1].energy = 1;
    small.links[0].energy = 0; /* 1 on either node */
    const struct energy_path_options options = {.lambda = 10, .deadline = deadline_never()};
    struct search s;
    search_run(&s, &small, 10, DEPTH_CEIL, &options);
    CU_ASSERT_EQUAL(s.path.energy_quanta, 1);
    CU_ASSERT_EQUAL(s.path.latency_quanta, 2);
    search_free(&s);
}

static void every_deadline_of_subset_sum_has_its_own_optimum(void)
{
    for (int64_t deadline = 4; deadline <= 19; deadline++) {
        struct small_problem small = subset_sum;
        small.deadline = deadline;
        const struct energy_path_options options = {.lambda = deadline, .deadline = deadline_never()};
        struct search s;
        search_run(&s, &small, deadline, DEPTH_CEIL, &options);
        CU_ASSERT_TRUE(s.path.found);
        CU_ASSERT_EQUAL(s.path.energy_quanta, 19 - deadline);
        CU_ASSERT_EQUAL(s.path.latency_quanta, deadline);
        search_free(&s);
    }
}

/* An odd number of cache lines between rows: whatever their length, blocks of one depth are in different
 * sets.
 */
static void rows_of_blocks_are_odd_numbers_of_cache_lines(void)
{
    const struct energy_path_options options = {.lambda = 40, .deadline = deadline_never()};
    struct search s;
    search_run(&s, &early_and_late, 40, DEPTH_CEIL, &options);
    for (size_t k = 0; k < MIN_PLUS_KERNELS; k++) {
        const struct min_plus_kernel *kernel = &min_plus_kernels[k];
        const struct energy_row *last = NULL;
        struct energy_rows rows;
        energy_rows_plan_with(&rows, s.arena, &s.feasible, kernel, 1);
        for (size_t v = 0; v < s.extended.vertex_count; v++) {
            const struct energy_row *row = &rows.rows[v];
            if (row->least_depth > row->most_depth) {
                continue;
            }
            if (last != NULL) {
                const size_t cells =
                    (size_t)((row->origin + row->least_depth) - (last->origin + last->least_depth));
                CU_ASSERT_EQUAL(cells * kernel->cell_bytes % 128, 64);
            }
            last = row;
        }
        CU_ASSERT_PTR_NOT_NULL(last);
    }
    search_free(&s);
}

/*
 * Four nodes, all joined, seven blocks: 104 arcs, most with hundreds of thousands of depths, and 4096 paths
 * to each last place, of as many depths.
 */
static void limits_stop_the_dynamic_programme(void)
{
    struct small_problem small = {.nodes = 4, .blocks = 7, .deadline = 1000000};
    for (size_t i = 0; i < 7; i++) {
        for (size_t n = 0; n < 4; n++) {
            small.costs[i][n] = (struct small_cost){1, (int64_t)(1 + n * (32u << 2 * (6 - i)))};
        }
    }
    for (size_t from = 0; from < 4; from++) {
        for (size_t to = 0; to < 4; to++) {
            if (from != to) {
                small.links[small.link_count++] = (struct small_link){from, to, 1, 1};
            }
        }
    }
    const struct {
        struct energy_path_options options;
        const char *stopped_by;
    } cases[] = {
        {{.table = ENERGY_TABLE_DENSE,
          .lambda = 1000000,
          .deadline = deadline_never(),
          .memory_limit_bytes = 1000000},
         "memory limit"},
        {{.table = ENERGY_TABLE_DENSE,
          .lambda = 1000000,
          .deadline = deadline_after(0.0, NULL),
          .memory_limit_bytes = 0},
         "time limit"},
        {{.table = ENERGY_TABLE_SPARSE,
          .lambda = 0,
          .deadline = deadline_never(),
          .memory_limit_bytes = 100000},
         "memory limit"},
        {{.table = ENERGY_TABLE_SPARSE,
          .lambda = 0,
          .deadline = deadline_after(0.0, NULL),
          .memory_limit_bytes = 0},
         "time limit"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct search s;
        search_run(&s, &small, 1000000, DEPTH_CEIL, &cases[i].options);
        CU_ASSERT_FALSE(s.path.found);
        CU_ASSERT_PTR_NOT_NULL_FATAL(s.path.stopped_by);
        CU_ASSERT_STRING_EQUAL(s.path.stopped_by, cases[i].stopped_by);
        search_free(&s);
    }
}

/* By rule: labels at a fine resolution, rows at a coarse one, and labels again where rows do not fit. */
static void the_cheaper_table_is_chosen(void)
{
    static const struct {
        int64_t gamma;
        size_t memory_limit_bytes;
        bool is_sparse;
    } cases[] = {{400, 0, false}, {1000000, 0, true}, {400, 3500, true}};
    struct small_problem small = subset_sum;
    small.deadline = 16;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t relaxations[3] = {0, 0, 0};
        for (int table = ENERGY_TABLE_BY_RULE; table <= ENERGY_TABLE_SPARSE; table++) {
            const struct energy_path_options options = {
                .table = (enum energy_table)table,
                .lambda = GAMMA_LIMIT,
                .deadline = deadline_never(),
                .memory_limit_bytes = table == ENERGY_TABLE_BY_RULE ? cases[i].memory_limit_bytes : 0,
            };
            struct search s;
            search_run(&s, &small, cases[i].gamma, DEPTH_FLOOR, &options);
            CU_ASSERT_TRUE(s.path.found);
            CU_ASSERT_EQUAL(s.path.energy_quanta, 3);
            check_arcs(&s);
            relaxations[table] = s.path.relaxations;
            search_free(&s);
        }
        CU_ASSERT(relaxations[ENERGY_TABLE_SPARSE] < relaxations[ENERGY_TABLE_DENSE]);
        CU_ASSERT_EQUAL(relaxations[ENERGY_TABLE_BY_RULE] == relaxations[ENERGY_TABLE_SPARSE],
                        cases[i].is_sparse);
    }
}

void test_least_energy_path_register(void)
{
    static const struct unit_test tests[] = {
        {"the path is the cheapest at its resolution", the_path_is_the_cheapest_at_its_resolution},
        {"a path at its limit is none", a_path_at_its_limit_is_none},
        {"a window keeps only late ends", a_window_keeps_only_late_ends},
        {"of equal energies the fastest wins", of_equal_energies_the_fastest_wins},
        {"every deadline of subset sum has its own optimum",
         every_deadline_of_subset_sum_has_its_own_optimum},
        {"rows of blocks are odd numbers of cache lines", rows_of_blocks_are_odd_numbers_of_cache_lines},
        {"the cheaper table is chosen", the_cheaper_table_is_chosen},
        {"limits stop the dynamic programme", limits_stop_the_dynamic_programme},
    };
    suite_register("least-energy path", tests, sizeof tests / sizeof tests[0]);
}
