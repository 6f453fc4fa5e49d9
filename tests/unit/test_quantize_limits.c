/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what does not fit refused with the right path, and does the quantum that the message names indeed fit?
 */
#include <CUnit/CUnit.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "small_instance.h"
#include "suites.h"

static void large_block_energy(struct instance *instance, struct arena *arena)
{
    small_instance_profile(&instance->models[0].blocks[1].profile, arena, 1, 0.0, 3e10);
}

static void large_block_latency(struct instance *instance, struct arena *arena)
{
    (void)arena;
    instance->nodes[0].power_w = 0.0;
    instance->models[0].blocks[0].ops = 1e20;
    instance->applications[0].rate_per_s = 1e-9;
}

static void large_head_energy(struct instance *instance, struct arena *arena)
{
    small_instance_profile(&instance->models[0].exits[1].profile, arena, 0, 0.0, 2e9);
}

static void large_input(struct instance *instance, struct arena *arena)
{
    (void)arena;
    instance->models[0].input_bits = 1e16;
}

static void large_output(struct instance *instance, struct arena *arena)
{
    (void)arena;
    instance->models[0].blocks[0].output_bits = 1e17;
    instance->links[0].energy_j_per_bit = 0.0;
    instance->links[0].power_w = 0.0;
    instance->applications[0].rate_per_s = 1e-9;
}

static void large_deadline(struct instance *instance, struct arena *arena)
{
    (void)arena;
    instance->applications[0].max_latency_s = 2e9;
}

static void large_sum_of_energies(struct instance *instance, struct arena *arena)
{
    small_instance_profile(&instance->models[0].blocks[0].profile, arena, 0, 0.0, 7e8);
    small_instance_profile(&instance->models[0].blocks[1].profile, arena, 1, 0.0, 7e8);
}

static void large_sum_of_latencies(struct instance *instance, struct arena *arena)
{
    small_instance_profile(&instance->models[0].blocks[0].profile, arena, 0, 7e8, 0.0);
    small_instance_profile(&instance->models[0].blocks[1].profile, arena, 0, 7e8, 0.0);
    instance->applications[0].rate_per_s = 1e-9;
}

static const struct {
    void (*enlarge)(struct instance *instance, struct arena *arena);
    const char *path;
    const char *quantum_key;
} overflows[] = {
    {large_block_energy, "models[0].blocks[1].profile[0]", "quantum.energy_j"},
    {large_block_latency, "models[0].blocks[0].ops", "quantum.time_s"},
    {large_head_energy, "models[0].exits[1].profile[0]", "quantum.energy_j"},
    {large_input, "models[0].input_bits", "quantum.energy_j"},
    {large_output, "models[0].blocks[0].output_bits", "quantum.time_s"},
    {large_deadline, "applications[0].max_latency_s", "quantum.time_s"},
    {large_sum_of_energies, "quantum.energy_j", "quantum.energy_j"},
    {large_sum_of_latencies, "quantum.time_s", "quantum.time_s"},
};

/* The number in "... KEY of NUMBER would fit"; 0 if the message says no such thing. */
static double quantum_that_would_fit(const char *message, const char *key)
{
    const char *at = strstr(message, key);
    if (at == NULL || strncmp(at + strlen(key), " of ", 4) != 0) {
        return 0.0;
    }
    char *end = NULL;
    const double quantum = strtod(at + strlen(key) + 4, &end);
    return strcmp(end, " would fit") == 0 ? quantum : 0.0;
}

static void an_overflow_names_its_path_and_a_quantum_that_fits(void)
{
    for (size_t i = 0; i < sizeof overflows / sizeof overflows[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct instance *instance = small_instance_new(arena);
        overflows[i].enlarge(instance, arena);
        const struct problem *problem = NULL;
        struct error error = {.status = STATUS_OK};
        CU_ASSERT_EQUAL(quantize(&problem, arena, instance, &error), STATUS_OVERFLOW);
        CU_ASSERT_EQUAL(error.status, STATUS_OVERFLOW);
        CU_ASSERT_PTR_NULL(problem);
        CU_ASSERT_STRING_EQUAL(error.path, overflows[i].path);
        const double quantum = quantum_that_would_fit(error.message, overflows[i].quantum_key);
        CU_ASSERT(quantum > 1e-9 && quantum < 1.0);
        const bool is_energy = strcmp(overflows[i].quantum_key, "quantum.energy_j") == 0;
        *(is_energy ? &instance->energy_quantum_j : &instance->time_quantum_s) = quantum;
        if (quantize(&problem, arena, instance, &error) == STATUS_OVERFLOW) {
            /* The same input may be too large in the other unit, but not in this one. */
            CU_ASSERT_EQUAL(quantum_that_would_fit(error.message, overflows[i].quantum_key), 0.0);
            instance->energy_quantum_j =
                fmax(instance->energy_quantum_j, quantum_that_would_fit(error.message, "quantum.energy_j"));
            instance->time_quantum_s =
                fmax(instance->time_quantum_s, quantum_that_would_fit(error.message, "quantum.time_s"));
            CU_ASSERT_EQUAL(quantize(&problem, arena, instance, &error), STATUS_OK);
        }
        arena_free(arena);
    }
}

static void a_load_that_does_not_fit_names_the_rate(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    instance->applications[0].rate_per_s = 1e16;
    instance->energy_quantum_j = 1e9;
    const struct problem *problem = NULL;
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL(quantize(&problem, arena, instance, &error), STATUS_OVERFLOW);
    CU_ASSERT_STRING_EQUAL(error.path, "models[0].blocks[0].ops");
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "lower rate_per_s"));
    CU_ASSERT_PTR_NULL(strstr(error.message, "would fit"));
    arena_free(arena);
}

static void a_quantity_beyond_all_doubles_is_refused(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    small_instance_profile(&instance->models[0].blocks[0].profile, arena, 0, 0.0, 1e308);
    instance->applications[0].rate_per_s = 1e6;
    const struct problem *problem = NULL;
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL(quantize(&problem, arena, instance, &error), STATUS_OVERFLOW);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "too large to be counted"));
    arena_free(arena);
}

static void memory_that_does_not_fit_is_refused(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    instance->models[0].blocks[0].memory_bytes = QUANTA_LIMIT / 2;
    instance->models[0].blocks[1].memory_bytes = QUANTA_LIMIT / 2;
    const struct problem *problem = NULL;
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL(quantize(&problem, arena, instance, &error), STATUS_OVERFLOW);
    CU_ASSERT_STRING_EQUAL(error.path, "models");
    instance->models[0].blocks[1].memory_bytes -= 1;
    CU_ASSERT_EQUAL(quantize(&problem, arena, instance, &error), STATUS_OK);
    arena_free(arena);
}

/*
 * A chain of many blocks, and many configurations that differ at block 2 only: few stages, but each
 * configuration needs vertices of its own from block 2 on.
 */
static void a_graph_that_is_too_large_is_refused(void)
{
    enum { BLOCKS = 100, CONFIGURATIONS = 1000, NODES = 100, EXITS = 3 };
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    instance->node_count = NODES;
    instance->link_count = 0;
    instance->nodes = ARENA_ARRAY(arena, struct instance_node, NODES);
    for (size_t n = 0; n < NODES; n++) {
        instance->nodes[n] = (struct instance_node){"n", "edge", 1e9, 1.0, MEMORY_UNLIMITED, 1.0, NULL, 0};
    }
    struct instance_model *model = &instance->models[0];
    model->blocks = ARENA_ARRAY(arena, struct instance_block, BLOCKS);
    for (size_t i = 0; i < BLOCKS; i++) {
        model->blocks[i] = (struct instance_block){.id = "block", .ops = 1e6};
    }
    model->block_count = BLOCKS;
    model->exits = ARENA_ARRAY(arena, struct instance_exit, EXITS);
    model->exits[0].block = 0;
    model->exits[1].block = 1;
    model->exits[2].block = BLOCKS - 1;
    model->exit_count = EXITS;
    model->configurations = ARENA_ARRAY(arena, struct instance_configuration, CONFIGURATIONS);
    for (size_t c = 0; c < CONFIGURATIONS; c++) {
        double *fractions = ARENA_ARRAY(arena, double, EXITS);
        fractions[0] = (double)(c + 1) / 4096.0;
        fractions[1] = 0.5 - fractions[0];
        fractions[2] = 0.5;
        model->configurations[c] = (struct instance_configuration){"c", 0.8, fractions};
    }
    instance->applications[0].allowed_nodes = ARENA_ARRAY(arena, bool *, BLOCKS);
    const struct problem *problem = NULL;
    struct error error = {.status = STATUS_OK};
    model->configuration_count = CONFIGURATIONS;
    CU_ASSERT_EQUAL(quantize(&problem, arena, instance, &error), STATUS_UNSUPPORTED);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "too large"));
    CU_ASSERT_PTR_NULL(problem);
    model->configuration_count = CONFIGURATIONS / 2;
    CU_ASSERT_EQUAL(quantize(&problem, arena, instance, &error), STATUS_OK);
    arena_free(arena);
}

void test_quantize_limits_register(void)
{
    static const struct unit_test tests[] = {
        {"an overflow names its path and a quantum that fits",
         an_overflow_names_its_path_and_a_quantum_that_fits},
        {"a load that does not fit names the rate", a_load_that_does_not_fit_names_the_rate},
        {"a quantity beyond all doubles is refused", a_quantity_beyond_all_doubles_is_refused},
        {"memory that does not fit is refused", memory_that_does_not_fit_is_refused},
        {"a graph that is too large is refused", a_graph_that_is_too_large_is_refused},
    };
    suite_register("quantize limits", tests, sizeof tests / sizeof tests[0]);
}
