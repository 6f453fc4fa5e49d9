/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of generate/tiered.h: sizes, measured ranges, and that there always is a plan. */
#include <CUnit/CUnit.h>

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "generate/family.h"
#include "generate/tiered.h"
#include "io/instance_write.h"
#include "model/instance.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "solve/solver.h"
#include "suites.h"

static const struct family_parameters sizes[] = {
    {.applications = 1,
     .devices = 1,
     .edges = 1,
     .clouds = 1,
     .blocks = 1,
     .exits = 1,
     .tightness_permille = 1000},
    {.applications = 3,
     .devices = 2,
     .edges = 2,
     .clouds = 1,
     .blocks = 2,
     .exits = 3,
     .tightness_permille = 500},
    {.applications = 9,
     .devices = 3,
     .edges = 3,
     .clouds = 2,
     .blocks = 7,
     .exits = 2,
     .tightness_permille = 1500},
    {.applications = 60,
     .devices = 7,
     .edges = 5,
     .clouds = 3,
     .blocks = 10,
     .exits = 3,
     .tightness_permille = 1},
    {.applications = 40,
     .devices = 40,
     .edges = 40,
     .clouds = 4,
     .blocks = 3,
     .exits = 3,
     .tightness_permille = 9000},
    {.applications = 5,
     .devices = 1,
     .edges = 9,
     .clouds = 40,
     .blocks = 100,
     .exits = 3,
     .tightness_permille = 800},
};

static const struct instance *generate(struct arena *arena, const struct family_parameters *parameters)
{
    const struct instance *instance = NULL;
    struct error error;
    if (tiered_generate(&instance, arena, parameters, &error) != STATUS_OK) {
        printf("%s\n", error.message);
        CU_FAIL_FATAL("good parameters are refused");
    }
    return instance;
}

static int64_t count_tier(const struct instance *instance, const char *tier)
{
    int64_t count = 0;
    for (size_t n = 0; n < instance->node_count; n++) {
        count += strcmp(instance->nodes[n].tier, tier) == 0 ? 1 : 0;
    }
    return count;
}

static void test_counts(void)
{
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        const struct instance *instance = generate(arena, &sizes[i]);
        CU_ASSERT_EQUAL((int64_t)instance->application_count, sizes[i].applications);
        CU_ASSERT_EQUAL(count_tier(instance, "mobile"), sizes[i].devices);
        CU_ASSERT_EQUAL(count_tier(instance, "edge"), sizes[i].edges);
        CU_ASSERT_EQUAL(count_tier(instance, "cloud"), sizes[i].clouds);
        for (size_t m = 0; m < instance->model_count; m++) {
            CU_ASSERT_EQUAL((int64_t)instance->models[m].block_count, sizes[i].blocks);
            CU_ASSERT((int64_t)instance->models[m].exit_count <= sizes[i].exits);
            CU_ASSERT(sizes[i].blocks < sizes[i].exits ||
                      (int64_t)instance->models[m].exit_count == sizes[i].exits);
        }
        arena_free(arena);
    }
}

/* Within what was measured, in the SI units of the instance. */
static void test_ranges(void)
{
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct family_parameters parameters = sizes[2];
        parameters.seed = seed;
        const struct instance *instance = generate(arena, &parameters);
        for (size_t n = 0; n < instance->node_count; n++) {
            const double joules_per_op = instance->nodes[n].power_w / instance->nodes[n].ops_per_s;
            CU_ASSERT(joules_per_op > 0.9e-12 && joules_per_op < 264e-12);
        }
        for (size_t l = 0; l < instance->link_count; l++) {
            const struct instance_link *link = &instance->links[l];
            const bool is_radio = strcmp(instance->nodes[link->from].tier, "mobile") == 0;
            CU_ASSERT(link->bits_per_s >= 9.9e6 && link->bits_per_s <= (is_radio ? 194e6 : 1e9));
            CU_ASSERT(link->energy_j_per_bit >= (is_radio ? 37e-9 : 4.9e-9));
            CU_ASSERT(link->energy_j_per_bit <= 440e-9);
            CU_ASSERT(link->latency_s >= 0.0009 && link->latency_s <= 0.044);
        }
        arena_free(arena);
    }
}

/* The hidden plan always fits: nothing the family makes is infeasible. */
static void test_feasible(void)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct arena *scratch = arena_new(NULL, NULL);
        const struct family_parameters parameters = {.applications = 4,
                                                     .devices = 2,
                                                     .edges = 2,
                                                     .clouds = 2,
                                                     .blocks = 3,
                                                     .exits = 2,
                                                     .tightness_permille = 10000,
                                                     .seed = seed};
        const struct problem *problem = NULL;
        const struct solve_options options = solve_options_default();
        struct solution solution;
        struct error error;
        CU_ASSERT_EQUAL_FATAL(quantize(&problem, arena, generate(arena, &parameters), &error), STATUS_OK);
        CU_ASSERT_EQUAL(solver_find("bp")->solve(&solution, arena, scratch, problem, &options, &error),
                        STATUS_OK);
        CU_ASSERT_EQUAL(solution.outcome, OUTCOME_OPTIMAL);
        arena_free(scratch);
        arena_free(arena);
    }
}

static const char *written(struct arena *arena, const struct instance *instance)
{
    struct text text;
    text_init(&text, arena);
    instance_write(&text, instance);
    return text.data;
}

static void test_seeds(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct family_parameters parameters = sizes[1];
    const char *first = written(arena, generate(arena, &parameters));
    CU_ASSERT_STRING_EQUAL(written(arena, generate(arena, &parameters)), first);
    parameters.seed = 77;
    CU_ASSERT_STRING_NOT_EQUAL(written(arena, generate(arena, &parameters)), first);
    arena_free(arena);
}

static void test_refused(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    static const struct {
        int64_t devices;
        int64_t exits;
        int64_t nodes;
        const char *message;
    } rows[] = {
        {0, 1, 0, "devices: must be 1..40, got 0"},
        {41, 1, 0, "devices: must be 1..40, got 41"},
        {1, 4, 0, "exits: must be 1..3, got 4"},
        {1, 1, 3, "nodes: the family has no such parameter"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct family_parameters parameters = sizes[0];
        const struct instance *instance = NULL;
        struct error error;
        parameters.devices = rows[i].devices;
        parameters.exits = rows[i].exits;
        parameters.nodes = rows[i].nodes;
        CU_ASSERT_EQUAL(tiered_generate(&instance, arena, &parameters, &error), STATUS_INPUT);
        CU_ASSERT_STRING_EQUAL(error.message, rows[i].message);
        CU_ASSERT_PTR_NULL(instance);
    }
    arena_free(arena);
}

void test_tiered_register(void)
{
    static const struct unit_test tests[] = {
        {"an instance has as many of everything as asked for", test_counts},
        {"numbers lie within what was measured", test_ranges},
        {"there is always a plan", test_feasible},
        {"a seed makes one instance, another seed another", test_seeds},
        {"parameters outside their ranges are refused", test_refused},
    };
    suite_register("tiered", tests, sizeof tests / sizeof tests[0]);
}
