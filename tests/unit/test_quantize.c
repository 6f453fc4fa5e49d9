/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does every physical quantity become the integer that the rounding table says, and is each stage built once?
 */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "small_instance.h"
#include "suites.h"

/* NULL, and a failed assertion, if it fails. */
static const struct problem *quantized(struct arena *arena, const struct instance *instance)
{
    const struct problem *problem = NULL;
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL(quantize(&problem, arena, instance, &error), STATUS_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(problem);
    return problem;
}

/* The stage of a block under a configuration. */
static const struct stage *stage_of(const struct problem *problem, size_t configuration, size_t block)
{
    return problem->applications[0].configurations[configuration].stages[block];
}

static void the_small_instance_has_the_integers_of_its_header(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = quantized(arena, small_instance_new(arena));
    static const int64_t energies[2][3] = {{4000000, 5000000, 1500000}, {16000000, 20000000, 750000}};
    static const int64_t latencies[2][3] = {{2000000, 500000, 2000000}, {8000000, 2000000, 1500000}};
    static const int64_t loads[2][3] = {{2000, 500, 1000}, {8000, 2000, 500}};
    for (size_t i = 0; i < 2; i++) {
        const struct stage *stage = stage_of(problem, 1, i);
        CU_ASSERT_EQUAL(stage->block, i);
        for (size_t n = 0; n < 2; n++) {
            CU_ASSERT_EQUAL(stage->compute_energy_quanta[n], energies[i][n]);
            CU_ASSERT_EQUAL(stage->compute_latency_quanta[n], latencies[i][n]);
            CU_ASSERT_EQUAL(stage->compute_load_ppm[n], loads[i][n]);
        }
        CU_ASSERT_EQUAL(stage->transfer_energy_quanta[0], energies[i][2]);
        CU_ASSERT_EQUAL(stage->transfer_latency_quanta[0], latencies[i][2]);
        CU_ASSERT_EQUAL(stage->transfer_load_ppm[0], loads[i][2]);
    }
    CU_ASSERT_EQUAL(problem->applications[0].deadline_quanta, 50000000);
    CU_ASSERT_EQUAL(problem->applications[0].min_accuracy_ppb, 500000000);
    CU_ASSERT_EQUAL(problem->applications[0].configuration_count, 2);
    CU_ASSERT_STRING_EQUAL(problem->applications[0].configurations[0].id, "exit1");
    CU_ASSERT_EQUAL(problem->applications[0].configurations[0].depth, 1);
    CU_ASSERT_EQUAL(problem->applications[0].configurations[1].depth, 2);
    CU_ASSERT_EQUAL(problem->applications[0].configurations[1].accuracy_ppb, 900000000);
    arena_free(arena);
}

static void energies_go_to_the_nearest_half_up(void)
{
    static const struct {
        double joules;
        int64_t quanta;
    } cases[] = {
        {0.0, 0},
        {0.49, 0},
        {0.49999999999999994, 0}, /* the largest double below one half */
        {0.5, 1},
        {1.5, 2},
        {2.4999999, 2},
        {2.5, 3},
        {1e15 + 0.5, 1000000000000001},
        {4503599627370497.0, INT64_C(4503599627370497)}, /* 2^52 + 1: adding 0.5 would not be exact */
        {9007199254740991.0, INT64_C(9007199254740991)}, /* 2^53 - 1 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct instance *instance = small_instance_new(arena);
        instance->energy_quantum_j = 1.0;
        small_instance_profile(&instance->models[0].blocks[0].profile, arena, 0, 0.0, cases[i].joules);
        const struct problem *problem = quantized(arena, instance);
        CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->compute_energy_quanta[0], cases[i].quanta);
        arena_free(arena);
    }
}

static void latencies_go_up_unless_they_are_an_integer_but_for_noise(void)
{
    static const struct {
        double seconds;
        double quantum;
        int64_t quanta;
    } cases[] = {
        {0.0, 1.0, 0},
        {5e-10, 1.0, 0},
        {2e-9, 1.0, 1},
        {1.0, 1.0, 1},
        {1.0 + 5e-10, 1.0, 1},
        {1.0 + 2e-9, 1.0, 2},
        {1.0 - 5e-10, 1.0, 1},
        {1.1, 1.0, 2},
        {0.043, 0.001, 43}, /* 42.99999999999999 in doubles */
        {0.0431, 0.001, 44},
        {1e12 + 0.005, 1.0, INT64_C(1000000000000)}, /* within 1e-14 of it */
        {1e12 + 0.02, 1.0, INT64_C(1000000000001)},
        {4503599627370497.0, 1.0, INT64_C(4503599627370497)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct instance *instance = small_instance_new(arena);
        instance->time_quantum_s = cases[i].quantum;
        instance->applications[0].rate_per_s = 1e-15; /* the load of such seconds would not fit */
        small_instance_profile(&instance->models[0].blocks[0].profile, arena, 0, cases[i].seconds, 0.0);
        const struct problem *problem = quantized(arena, instance);
        CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->compute_latency_quanta[0], cases[i].quanta);
        arena_free(arena);
    }
}

static void deadlines_and_capacities_go_down_unless_they_are_an_integer_but_for_noise(void)
{
    static const struct {
        double seconds;
        int64_t quanta;
    } deadlines[] = {{0.5, 0}, {5.9, 5}, {5.999999, 5}, {5.9999999999, 6}, {6.0, 6}, {6.0000000001, 6}};
    for (size_t i = 0; i < sizeof deadlines / sizeof deadlines[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct instance *instance = small_instance_new(arena);
        instance->time_quantum_s = 1.0;
        instance->applications[0].max_latency_s = deadlines[i].seconds;
        CU_ASSERT_EQUAL(quantized(arena, instance)->applications[0].deadline_quanta, deadlines[i].quanta);
        arena_free(arena);
    }
    static const struct {
        double utilization;
        int64_t ppm;
    } capacities[] = {{1.0, 1000000}, {0.7, 700000}, {0.3333339, 333333}, {1e-7, 0}, {0.29, 290000}};
    for (size_t i = 0; i < sizeof capacities / sizeof capacities[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct instance *instance = small_instance_new(arena);
        instance->nodes[1].max_utilization = capacities[i].utilization;
        instance->links[0].max_utilization = capacities[i].utilization;
        const struct problem *problem = quantized(arena, instance);
        CU_ASSERT_EQUAL(problem->nodes[0].capacity_ppm, 1000000);
        CU_ASSERT_EQUAL(problem->nodes[1].capacity_ppm, capacities[i].ppm);
        CU_ASSERT_EQUAL(problem->links[0].capacity_ppm, capacities[i].ppm);
        arena_free(arena);
    }
}

static void loads_go_up_and_count_rate_and_reach(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    static const double fractions[][2] = {{0.75, 0.25}};
    small_instance_configure(instance, arena, fractions, 1);
    instance->applications[0].rate_per_s = 3.0;
    instance->models[0].blocks[1].ops = 1234.0; /* 1.234 us on a */
    instance->models[0].blocks[0].output_bits = 7.0;
    const struct problem *problem = quantized(arena, instance);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->compute_load_ppm[0], 6000);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->transfer_load_ppm[0], 3000);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 1)->compute_load_ppm[0], 1); /* 3 * 0.25 * 1.234 = 0.9255 */
    CU_ASSERT_EQUAL(stage_of(problem, 0, 1)->transfer_load_ppm[0],
                    6); /* 3 * 0.25 * 7 = 5.25, latency_s left out */
    arena_free(arena);
}

static void reach_weighs_energy_always_and_latency_in_the_mean_only(void)
{
    static const double fractions[][2] = {{0.75, 0.25}};
    static const struct {
        enum latency_metric metric;
        int64_t compute;
        int64_t transfer;
    } cases[] = {{LATENCY_WORST_CASE, 8000000, 1500000}, {LATENCY_MEAN, 2000000, 375000}};
    for (size_t i = 0; i < 2; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct instance *instance = small_instance_new(arena);
        small_instance_configure(instance, arena, fractions, 1);
        instance->applications[0].latency_metric = cases[i].metric;
        instance->applications[0].rate_per_s = 2.0;
        const struct problem *problem = quantized(arena, instance);
        CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->compute_energy_quanta[0], 8000000);
        CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->compute_latency_quanta[0], 2000000);
        CU_ASSERT_EQUAL(stage_of(problem, 0, 1)->compute_energy_quanta[0], 8000000); /* 2 * 0.25 * 16e6 */
        CU_ASSERT_EQUAL(stage_of(problem, 0, 1)->transfer_energy_quanta[0], 375000);
        CU_ASSERT_EQUAL(stage_of(problem, 0, 1)->compute_latency_quanta[0], cases[i].compute);
        CU_ASSERT_EQUAL(stage_of(problem, 0, 1)->transfer_latency_quanta[0], cases[i].transfer);
        arena_free(arena);
    }
}

/* Fractions may sum to 1 + 1e-9: what is left for a block behind them is nothing, not less. */
static void reach_is_never_negative(void)
{
    static const double fractions[][2] = {{1.0000000005, 1e-12}};
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    small_instance_configure(instance, arena, fractions, 1);
    instance->applications[0].rate_per_s = 1e6;
    const struct problem *problem = quantized(arena, instance);
    CU_ASSERT_EQUAL(problem->applications[0].configurations[0].depth, 2);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 1)->compute_energy_quanta[0], 0);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 1)->compute_load_ppm[0], 0);
    arena_free(arena);
}

/*
 * b offers a quarter and a half: places 1 and 2 beside a, 0. Block 1 takes 0.5 ms on b at full speed, so
 * 2 ms and 1 ms; its energy stays; the load is the share. a joins both places by its link, and they join
 * each other for nothing.
 */
static void shares_become_places(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    static double shares[] = {0.25, 0.5};
    instance->nodes[1].shares = shares;
    instance->nodes[1].share_count = 2;
    instance->nodes[1].max_utilization = 0.75;
    const struct problem *problem = quantized(arena, instance);
    static const int64_t latencies[] = {2000000, 2000000, 1000000};
    static const int64_t energies[] = {4000000, 5000000, 5000000};
    static const int64_t loads[] = {2000, 250000, 500000};
    static const char *const ids[] = {"a", "b@0.25", "b@0.5"};
    CU_ASSERT_EQUAL_FATAL(problem->node_count, 3);
    for (size_t n = 0; n < 3; n++) {
        CU_ASSERT_STRING_EQUAL(problem->nodes[n].id, ids[n]);
        CU_ASSERT_EQUAL(problem->nodes[n].is_share, n > 0);
        CU_ASSERT_EQUAL(problem_node_owner(problem, n), n == 0 ? 0 : 1);
        CU_ASSERT_STRING_EQUAL(problem_row_id(arena, problem, n), n == 0 ? "a" : "b");
        CU_ASSERT_EQUAL(problem->nodes[n].capacity_ppm, n == 0 ? 1000000 : 750000);
        CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->compute_latency_quanta[n], latencies[n]);
        CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->compute_energy_quanta[n], energies[n]);
        CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->compute_load_ppm[n], loads[n]);
    }
    CU_ASSERT_EQUAL_FATAL(problem->link_count, 4);
    static const size_t ends[][3] = {{0, 1, 0}, {0, 2, 0}, {1, 2, 2}, {2, 1, 3}}; /* from, to, owner */
    for (size_t l = 0; l < 4; l++) {
        CU_ASSERT_EQUAL(problem->links[l].from, ends[l][0]);
        CU_ASSERT_EQUAL(problem->links[l].to, ends[l][1]);
        CU_ASSERT_EQUAL(problem_link_owner(problem, l), ends[l][2]);
        CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->transfer_energy_quanta[l], l < 2 ? 1500000 : 0);
        CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->transfer_latency_quanta[l], l < 2 ? 2000000 : 0);
    }
    CU_ASSERT_EQUAL(problem_block_load_ppm(problem, stage_of(problem, 1, 0), NO_NODE, 1), 250000);
    CU_ASSERT_EQUAL(problem_block_load_ppm(problem, stage_of(problem, 1, 1), 1, 1), 0);
    CU_ASSERT_EQUAL(problem_block_load_ppm(problem, stage_of(problem, 1, 1), 2, 1), 250000);
    CU_ASSERT_EQUAL(problem_block_load_ppm(problem, stage_of(problem, 1, 1), 0, 0), 8000);
    arena_free(arena);
}

static void an_exit_head_counts_where_it_is_active(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    static const double fractions[][2] = {{0.0, 1.0}, {0.5, 0.5}};
    small_instance_configure(instance, arena, fractions, 2);
    instance->models[0].blocks[0].memory_bytes = 100;
    instance->models[0].exits[0].ops = 1e6;
    instance->models[0].exits[0].memory_bytes = 11;
    const struct problem *problem = quantized(arena, instance);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->compute_latency_quanta[0], 2000000);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->memory_bytes, 100);
    CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->compute_latency_quanta[0], 3000000);
    CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->compute_energy_quanta[0], 6000000);
    CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->memory_bytes, 111);
    arena_free(arena);
}

static void a_profile_overrides_ops_on_its_node_only(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    small_instance_profile(&instance->models[0].blocks[0].profile, arena, 1, 0.0012, 0.168);
    small_instance_profile(&instance->models[0].blocks[1].profile, arena, 1, 0.0012, -1.0);
    const struct problem *problem = quantized(arena, instance);
    CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->compute_latency_quanta[0], 2000000);
    CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->compute_latency_quanta[1], 1200000);
    CU_ASSERT_EQUAL(stage_of(problem, 1, 0)->compute_energy_quanta[1], 168000000);
    CU_ASSERT_EQUAL(stage_of(problem, 1, 1)->compute_energy_quanta[1], 12000000); /* 10 W for 1.2 ms */
    arena_free(arena);
}

static void a_block_runs_where_its_speed_or_a_profile_is_known(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    instance->nodes[1].ops_per_s = 0.0;
    instance->models[0].blocks[0].ops = -1.0;
    small_instance_profile(&instance->models[0].blocks[0].profile, arena, 1, 0.001, 0.001);
    const struct problem *problem = quantized(arena, instance);
    CU_ASSERT_FALSE(stage_of(problem, 1, 0)->allowed[0]);
    CU_ASSERT_TRUE(stage_of(problem, 1, 0)->allowed[1]);
    CU_ASSERT_TRUE(stage_of(problem, 1, 1)->allowed[0]);
    CU_ASSERT_FALSE(stage_of(problem, 1, 1)->allowed[1]);
    CU_ASSERT_EQUAL(stage_of(problem, 1, 1)->compute_latency_quanta[1], 0);
    /* An active head must run there too, but none of zero operations stands in the way. */
    instance->models[0].exits[0].ops = 5.0;
    problem = quantized(arena, instance);
    CU_ASSERT_FALSE(stage_of(problem, 0, 0)->allowed[1]);
    CU_ASSERT_TRUE(stage_of(problem, 1, 0)->allowed[1]);
    arena_free(arena);
}

static void allowed_nodes_are_kept(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    bool only_b[] = {false, true};
    instance->applications[0].allowed_nodes[1] = only_b;
    const struct problem *problem = quantized(arena, instance);
    CU_ASSERT_TRUE(stage_of(problem, 1, 0)->allowed[0]);
    CU_ASSERT_FALSE(stage_of(problem, 1, 1)->allowed[0]);
    CU_ASSERT_TRUE(stage_of(problem, 1, 1)->allowed[1]);
    CU_ASSERT_EQUAL(stage_of(problem, 1, 1)->compute_energy_quanta[0], 0);
    arena_free(arena);
}

static void links_are_ordered_and_bidirectional_ones_doubled(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    instance->nodes = ARENA_ARRAY(arena, struct instance_node, 3);
    for (size_t n = 0; n < 3; n++) {
        instance->nodes[n] =
            (struct instance_node){n == 0 ? "a" : n == 1 ? "b" : "c", "edge", 1e9, 1.0, 10, 1.0, NULL, 0};
    }
    instance->node_count = 3;
    instance->links = ARENA_ARRAY(arena, struct instance_link, 2);
    instance->links[0] =
        (struct instance_link){.from = 2, .to = 1, .bits_per_s = 1e6, .max_utilization = 0.5};
    instance->links[1] = (struct instance_link){
        .from = 1, .to = 0, .bits_per_s = 1e5, .max_utilization = 1.0, .bidirectional = true};
    instance->link_count = 2;
    const struct problem *problem = quantized(arena, instance);
    CU_ASSERT_EQUAL_FATAL(problem->link_count, 3);
    CU_ASSERT_EQUAL(problem_find_link(problem, 0, 1), 0);
    CU_ASSERT_EQUAL(problem_find_link(problem, 1, 0), 1);
    CU_ASSERT_EQUAL(problem_find_link(problem, 2, 1), 2);
    CU_ASSERT_EQUAL(problem_find_link(problem, 1, 2), NO_LINK);
    CU_ASSERT_EQUAL(problem->links[2].capacity_ppm, 500000);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->transfer_latency_quanta[0], 10000000);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->transfer_latency_quanta[1], 10000000);
    CU_ASSERT_EQUAL(stage_of(problem, 0, 0)->transfer_latency_quanta[2], 1000000);
    arena_free(arena);
}

static void configurations_share_a_stage_exactly_when_its_costs_agree(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    static const double fractions[][2] = {{0.0, 1.0}, {0.5, 0.5}, {0.25, 0.75}, {0.5, 0.5}};
    small_instance_configure(instance, arena, fractions, 4);
    const struct problem *problem = quantized(arena, instance);
    /* The head of exit1 is free, so block 1 costs the same whether it is active or not. */
    CU_ASSERT_PTR_EQUAL(stage_of(problem, 0, 0), stage_of(problem, 1, 0));
    CU_ASSERT_PTR_EQUAL(stage_of(problem, 0, 0), stage_of(problem, 2, 0));
    CU_ASSERT_PTR_NOT_EQUAL(stage_of(problem, 0, 1), stage_of(problem, 1, 1));
    CU_ASSERT_PTR_NOT_EQUAL(stage_of(problem, 1, 1), stage_of(problem, 2, 1));
    CU_ASSERT_PTR_EQUAL(stage_of(problem, 1, 1), stage_of(problem, 3, 1));
    /* A head that costs separates them. */
    instance->models[0].exits[0].ops = 1.0;
    problem = quantized(arena, instance);
    CU_ASSERT_PTR_NOT_EQUAL(stage_of(problem, 0, 0), stage_of(problem, 1, 0));
    CU_ASSERT_PTR_EQUAL(stage_of(problem, 1, 0), stage_of(problem, 2, 0));
    /* So does its memory alone. */
    instance->models[0].exits[0].ops = 0.0;
    instance->models[0].exits[0].memory_bytes = 1;
    problem = quantized(arena, instance);
    CU_ASSERT_PTR_NOT_EQUAL(stage_of(problem, 0, 0), stage_of(problem, 1, 0));
    /* Another reach of a block that costs nothing makes no difference. */
    instance->models[0].blocks[1].ops = 0.0;
    instance->models[0].blocks[0].output_bits = 0.0;
    problem = quantized(arena, instance);
    CU_ASSERT_PTR_EQUAL(stage_of(problem, 0, 1), stage_of(problem, 1, 1));
    arena_free(arena);
}

void test_quantize_register(void)
{
    static const struct unit_test tests[] = {
        {"the small instance has the integers of its header",
         the_small_instance_has_the_integers_of_its_header},
        {"energies go to the nearest, half up", energies_go_to_the_nearest_half_up},
        {"latencies go up unless they are an integer but for noise",
         latencies_go_up_unless_they_are_an_integer_but_for_noise},
        {"deadlines and capacities go down unless they are an integer but for noise",
         deadlines_and_capacities_go_down_unless_they_are_an_integer_but_for_noise},
        {"loads go up and count rate and reach", loads_go_up_and_count_rate_and_reach},
        {"reach weighs energy always and latency in the mean only",
         reach_weighs_energy_always_and_latency_in_the_mean_only},
        {"reach is never negative", reach_is_never_negative},
        {"shares become places", shares_become_places},
        {"an exit head counts where it is active", an_exit_head_counts_where_it_is_active},
        {"a profile overrides ops on its node only", a_profile_overrides_ops_on_its_node_only},
        {"a block runs where its speed or a profile is known",
         a_block_runs_where_its_speed_or_a_profile_is_known},
        {"allowed nodes are kept", allowed_nodes_are_kept},
        {"links are ordered and bidirectional ones doubled",
         links_are_ordered_and_bidirectional_ones_doubled},
        {"configurations share a stage exactly when its costs agree",
         configurations_share_a_stage_exactly_when_its_costs_agree},
    };
    suite_register("quantize", tests, sizeof tests / sizeof tests[0]);
}
