/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of generate/multi.h and generate/family.h: instances of the family keep what the header promises. */
#include <CUnit/CUnit.h>

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "generate/family.h"
#include "generate/multi.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "io/instance_write.h"
#include "model/instance.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "model/resource_usage.h"
#include "solve/solver.h"
#include "suites.h"

static const struct family_parameters sizes[] = {
    {1, 3, 1, 1000, 0, 0, 0, 0, 0, 0},    {1, 3, 2, 10000, 1, 0, 0, 0, 0, 0},
    {2, 4, 3, 500, 2, 0, 0, 0, 0, 0},     {3, 5, 4, 1500, 3, 0, 0, 0, 0, 0},
    {7, 6, 5, 1000, 4, 0, 0, 0, 0, 0},    {20, 8, 10, 1, 5, 0, 0, 0, 0, 0},
    {40, 10, 10, 1500, 6, 0, 0, 0, 0, 0}, {5, 17, 100, 800, 7, 0, 0, 0, 0, 0},
    {200, 3, 6, 1200, 8, 0, 0, 0, 0, 0},  {100, 20, 10, 500, 9, 0, 0, 0, 0, 0},
    {4, 100, 4, 2000, 10, 0, 0, 0, 0, 0}, {1000, 5, 3, 1500, 11, 0, 0, 0, 0, 0},
};

static const struct instance *generate(struct arena *arena, const struct family_parameters *parameters)
{
    const struct instance *instance = NULL;
    struct error error;
    if (multi_generate(&instance, arena, parameters, &error) != STATUS_OK) {
        printf("%s\n", error.message);
        CU_FAIL_FATAL("good parameters are refused");
    }
    return instance;
}

static const struct problem *quantized(struct arena *arena, const struct instance *instance)
{
    const struct problem *problem = NULL;
    struct error error;
    if (quantize(&problem, arena, instance, &error) != STATUS_OK) {
        printf("%s: %s\n", instance->name, error.message);
        CU_FAIL_FATAL("a generated instance cannot be quantised");
    }
    return problem;
}

static const char *written(struct arena *arena, const struct instance *instance)
{
    struct text text;
    text_init(&text, arena);
    instance_write(&text, instance);
    return text.data;
}

static void test_counts(void)
{
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        const struct instance *instance = generate(arena, &sizes[i]);
        CU_ASSERT_EQUAL((int64_t)instance->application_count, sizes[i].applications);
        CU_ASSERT_EQUAL((int64_t)instance->node_count, sizes[i].nodes);
        for (size_t m = 0; m < instance->model_count; m++) {
            CU_ASSERT_EQUAL((int64_t)instance->models[m].block_count, sizes[i].blocks);
        }
        bool has_tier[3] = {false, false, false};
        static const char *const tiers[] = {"mobile", "edge", "cloud"};
        for (size_t n = 0; n < instance->node_count; n++) {
            for (size_t t = 0; t < 3; t++) {
                has_tier[t] = has_tier[t] || strcmp(instance->nodes[n].tier, tiers[t]) == 0;
            }
        }
        CU_ASSERT(has_tier[0] && has_tier[1] && has_tier[2]);
        for (size_t h = 0; h < instance->application_count; h++) {
            CU_ASSERT_STRING_EQUAL(instance->nodes[instance->applications[h].source].tier, "mobile");
        }
        arena_free(arena);
    }
}

static void test_reads_back(void)
{
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct diagnostics diagnostics;
        const struct instance *again = NULL;
        const char *text = written(arena, generate(arena, &sizes[i]));
        diagnostics_init(&diagnostics, arena, "generated");
        CU_ASSERT_EQUAL(instance_parse(&again, arena, &diagnostics, text, strlen(text)), STATUS_OK);
        if (again != NULL) {
            CU_ASSERT_STRING_EQUAL(written(arena, again), text);
        }
        arena_free(arena);
    }
}

static void test_seeds(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct family_parameters parameters = {6, 6, 6, 1000, 1, 0, 0, 0, 0, 0};
    const struct instance *instance = generate(arena, &parameters);
    const char *first = written(arena, instance);
    CU_ASSERT_STRING_EQUAL(written(arena, generate(arena, &parameters)), first);
    parameters.seed = 2;
    const struct instance *other = generate(arena, &parameters);
    CU_ASSERT(other->models[0].blocks[0].ops != instance->models[0].blocks[0].ops ||
              other->models[0].blocks[1].ops != instance->models[0].blocks[1].ops);
    arena_free(arena);
}

/* The largest energy of one arc, a transfer with the computation that follows it. */
static int64_t largest_arc(const struct problem *problem)
{
    int64_t largest = 0;
    for (size_t h = 0; h < problem->application_count; h++) {
        for (size_t c = 0; c < problem->applications[h].configuration_count; c++) {
            const struct problem_configuration *configuration = &problem->applications[h].configurations[c];
            for (size_t i = 0; i < configuration->depth; i++) {
                const struct stage *stage = configuration->stages[i];
                for (size_t l = 0; l < problem->link_count; l++) {
                    const int64_t energy =
                        stage->transfer_energy_quanta[l] + stage->compute_energy_quanta[problem->links[l].to];
                    largest = energy > largest ? energy : largest;
                }
            }
        }
    }
    return largest;
}

static void test_energies_are_safe(void)
{
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        const int64_t largest = largest_arc(quantized(arena, generate(arena, &sizes[i])));
        CU_ASSERT(largest > 1000);
        CU_ASSERT(largest < 1000000000);
        arena_free(arena);
    }
}

/* The hidden plan always fits: nothing the family makes is infeasible. */
static void test_feasible(void)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct arena *scratch = arena_new(NULL, NULL);
        const struct family_parameters parameters = {3, 4, 3, 10000, seed, 0, 0, 0, 0, 0};
        const struct problem *problem = quantized(arena, generate(arena, &parameters));
        const struct solve_options options = solve_options_default();
        struct solution solution;
        struct error error;
        CU_ASSERT_EQUAL(solver_find("ilp")->solve(&solution, arena, scratch, problem, &options, &error),
                        STATUS_OK);
        CU_ASSERT_EQUAL(solution.outcome, OUTCOME_OPTIMAL);
        arena_free(scratch);
        arena_free(arena);
    }
}

/* Per thousand of what the nodes of a tier have, over all of them, that the exact single optima use. */
struct use {
    int64_t load_permille;
    int64_t memory_permille;
};

static struct use use_of_tier(struct arena *arena, const struct problem *problem, const char *tier)
{
    struct arena *scratch = arena_new(NULL, NULL);
    int64_t load_capacity = 0;
    int64_t memory_capacity = 0;
    for (size_t n = 0; n < problem->node_count; n++) {
        if (strcmp(problem->nodes[n].tier, tier) == 0) {
            load_capacity += problem->nodes[n].capacity_ppm;
            memory_capacity += problem->nodes[n].memory_bytes;
        }
    }
    /* With room for everything, `labels` finds all single optima at once. */
    for (size_t n = 0; n < problem->node_count; n++) {
        problem->nodes[n].capacity_ppm *= 1000000;
        problem->nodes[n].memory_bytes = MEMORY_UNLIMITED;
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        problem->links[l].capacity_ppm *= 1000000;
    }
    const struct solve_options options = solve_options_default();
    struct solution solution;
    struct error error;
    solver_find("labels")->solve(&solution, arena, scratch, problem, &options, &error);
    CU_ASSERT_EQUAL_FATAL(solution.outcome, OUTCOME_OPTIMAL);
    struct resource_usage usage;
    resource_usage_init(&usage, arena, problem);
    for (size_t h = 0; h < problem->application_count; h++) {
        resource_usage_add(&usage, problem, h, &solution.plan->applications[h], 1);
    }
    int64_t load = 0;
    int64_t memory = 0;
    for (size_t n = 0; n < problem->node_count; n++) {
        if (strcmp(problem->nodes[n].tier, tier) == 0) {
            load += usage.node_loads_ppm[n];
            memory += usage.node_memory_bytes[n];
        }
    }
    arena_free(scratch);
    return (struct use){load * 1000 / load_capacity, memory / (memory_capacity / 1000)};
}

/*
 * For many applications on few nodes the tightness decides, but not alone: the generator goes by the convex
 * hull, and by the hidden plan where that needs more. Both only ever leave more room, hence the lower limits.
 */
static void test_tightness(void)
{
    static const struct {
        int64_t tightness;
        int64_t least;
        int64_t most;
    } rows[] = {{500, 375, 550}, {1000, 750, 1100}, {1500, 975, 1650}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (uint64_t seed = 1; seed <= 12; seed++) {
            struct arena *arena = arena_new(NULL, NULL);
            const struct family_parameters parameters = {80, 8, 8, rows[i].tightness, seed, 0, 0, 0, 0, 0};
            const struct use use = use_of_tier(arena, quantized(arena, generate(arena, &parameters)), "edge");
            if (use.load_permille < rows[i].least || use.load_permille > rows[i].most ||
                use.memory_permille < rows[i].least || use.memory_permille > rows[i].most) {
                printf("tightness %d, seed %d: load %d, memory %d\n", (int)rows[i].tightness, (int)seed,
                       (int)use.load_permille, (int)use.memory_permille);
                CU_FAIL("the single optima do not use what the tightness says");
            }
            arena_free(arena);
        }
    }
}

static void test_refused(void)
{
    static const struct {
        struct family_parameters parameters;
        const char *message;
    } rows[] = {
        {{0, 3, 1, 1000, 0, 0, 0, 0, 0, 0}, "applications: must be 1..1000, got 0"},
        {{1001, 3, 1, 1000, 0, 0, 0, 0, 0, 0}, "applications: must be 1..1000, got 1001"},
        {{1, 2, 1, 1000, 0, 0, 0, 0, 0, 0}, "nodes: must be 3..100, got 2"},
        {{1, 101, 1, 1000, 0, 0, 0, 0, 0, 0}, "nodes: must be 3..100, got 101"},
        {{1, 3, 0, 1000, 0, 0, 0, 0, 0, 0}, "blocks: must be 1..100, got 0"},
        {{1, 3, 101, 1000, 0, 0, 0, 0, 0, 0}, "blocks: must be 1..100, got 101"},
        {{1, 3, 1, 0, 0, 0, 0, 0, 0, 0}, "tightness in thousandths: must be 1..10000, got 0"},
        {{1, 3, 1, 10001, 0, 0, 0, 0, 0, 0}, "tightness in thousandths: must be 1..10000, got 10001"},
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct instance *instance = NULL;
        struct error error;
        CU_ASSERT_EQUAL(multi_generate(&instance, arena, &rows[i].parameters, &error), STATUS_INPUT);
        CU_ASSERT_STRING_EQUAL(error.message, rows[i].message);
        CU_ASSERT_PTR_NULL(instance);
    }
    arena_free(arena);
}

static void test_table(void)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(family_find("multi"));
    CU_ASSERT(family_find("multi")->generate == multi_generate);
    CU_ASSERT_PTR_NULL(family_find("Multi"));
    CU_ASSERT_PTR_NULL(family_find(""));
}

void test_multi_register(void)
{
    static const struct unit_test tests[] = {
        {"an instance has the size that was asked for, three tiers, and sources at mobiles", test_counts},
        {"an instance that is written reads back, and is written the same again", test_reads_back},
        {"the same seed gives the same bytes, another seed another instance", test_seeds},
        {"no arc's energy is numerically unsafe", test_energies_are_safe},
        {"however tight, there is a plan", test_feasible},
        {"the exact single optima use the part of the edges that the tightness says", test_tightness},
        {"parameters out of range are refused, and nothing is made", test_refused},
        {"the family is in the table by its name", test_table},
    };
    suite_register("multi", tests, sizeof tests / sizeof tests[0]);
}
