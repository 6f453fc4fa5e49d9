/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of generate/hard_families.h: every instance is hard in the way its header says. */
#include <CUnit/CUnit.h>

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "generate/family.h"
#include "generate/hard_families.h"
#include "model/instance.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "solve/solver.h"
#include "suites.h"

enum { SEEDS = 20 };

/* One made-up instance and what is solved of it. */
struct made {
    struct arena *arena;
    struct arena *scratch;
    const struct instance *instance;
    const struct problem *problem;
};

static void made_init(struct made *made, const char *name, struct family_parameters parameters)
{
    const struct family *family = family_find(name);
    struct error error;
    *made = (struct made){.arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
    CU_ASSERT_PTR_NOT_NULL_FATAL(family);
    family_complete(&parameters, family->ranges);
    CU_ASSERT_EQUAL_FATAL(family->generate(&made->instance, made->arena, &parameters, &error), STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(quantize(&made->problem, made->arena, made->instance, &error), STATUS_OK);
}

static void made_release(struct made *made)
{
    arena_free(made->scratch);
    arena_free(made->arena);
}

static struct solution solve(struct made *made, const char *method, int64_t gamma)
{
    struct solve_options options = solve_options_default();
    struct solution solution = {.outcome = OUTCOME_UNKNOWN};
    struct error error;
    if (gamma > 0) {
        options.gamma = gamma;
        options.lambda = gamma;
    }
    CU_ASSERT_EQUAL(
        solver_find(method)->solve(&solution, made->arena, made->scratch, made->problem, &options, &error),
        STATUS_OK);
    return solution;
}

/* The most that some of the weights, seconds on the first node but one each, add up to within the limit. */
static int64_t best_sum(const struct instance *instance, int64_t limit)
{
    static bool can_be[100 * 1000];
    const struct instance_model *model = &instance->models[0];
    CU_ASSERT_FATAL(limit < (int64_t)sizeof can_be);
    memset(can_be, 0, sizeof can_be);
    can_be[0] = true;
    for (size_t i = 0; i < model->block_count; i++) {
        const int64_t weight = (int64_t)(model->blocks[i].profile.entries[0].time_s * 1e6 + 0.5) - 1;
        CU_ASSERT_EQUAL(weight % 2, 0);
        for (int64_t sum = limit; sum >= weight; sum--) {
            can_be[sum] = can_be[sum] || can_be[sum - weight];
        }
    }
    while (!can_be[limit]) {
        limit--;
    }
    return limit;
}

static void test_subset_sum(void)
{
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct made made;
        made_init(&made, "subset-sum",
                  (struct family_parameters){.seed = seed, .blocks = 8 + (int64_t)seed % 4});
        const int64_t blocks = (int64_t)made.instance->models[0].block_count;
        const int64_t limit = made.problem->applications[0].deadline_quanta - blocks;
        int64_t sum = 0;
        for (size_t i = 0; i < (size_t)blocks; i++) {
            sum += (int64_t)(made.instance->models[0].blocks[i].profile.entries[1].energy_j * 1e6 + 0.5) - 1;
        }
        CU_ASSERT_EQUAL(limit % 2, 1);
        CU_ASSERT(limit <= sum / 2 && limit >= sum / 2 - 1);
        const struct solution solution = solve(&made, "labels", 0);
        CU_ASSERT_EQUAL(solution.outcome, OUTCOME_OPTIMAL);
        CU_ASSERT_EQUAL(solution.energy_quanta, blocks + sum - best_sum(made.instance, limit));
        made_release(&made);
    }
}

/* What the generator says about the optimum by hand is what enumeration or labels prove. */
static void test_expected(void)
{
    static const char *const names[] = {"pareto", "quantisation", "ties"};
    for (size_t f = 0; f < sizeof names / sizeof names[0]; f++) {
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            struct made made;
            const int64_t blocks = 3 + (int64_t)seed % 10;
            made_init(&made, names[f], (struct family_parameters){.seed = seed, .blocks = blocks});
            const struct solution solution = solve(&made, "labels", 0);
            CU_ASSERT_EQUAL(made.instance->expected.status, EXPECTED_OPTIMAL);
            CU_ASSERT_EQUAL(solution.outcome, OUTCOME_OPTIMAL);
            if (solution.energy_quanta != made.instance->expected.energy_quanta) {
                printf("%s: not what is expected\n", made.instance->name);
                CU_FAIL("the optimum by hand is wrong");
            }
            made_release(&made);
        }
    }
}

/* At the gamma it is made for FIN misses the optimum, or, with fewer levels than blocks, finds nothing. */
static void test_quantisation(void)
{
    static const int64_t gammas[] = {1, 5, 10, 11, 100, 1000, 9000};
    for (size_t g = 0; g < sizeof gammas / sizeof gammas[0]; g++) {
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            struct made made;
            const int64_t blocks = 2 + (int64_t)seed;
            made_init(&made, "quantisation",
                      (struct family_parameters){.seed = seed, .blocks = blocks, .gamma = gammas[g]});
            const struct solution solution = solve(&made, "fin", gammas[g]);
            if (gammas[g] < blocks) {
                CU_ASSERT_PTR_NULL(solution.plan);
            } else {
                CU_ASSERT(solution.plan != NULL && solution.energy_quanta > blocks);
            }
            CU_ASSERT_EQUAL(solve(&made, "labels", 0).energy_quanta, blocks);
            made_release(&made);
        }
    }
}

/* Of all 2^8 plans, by latency, each costs less than the one before: none is dominated. */
static void test_pareto_front(void)
{
    enum { BLOCKS = 8, LATENCIES = 1 << 14 };
    static int64_t energies[LATENCIES]; /* of the plan of that latency, 0: there is none */
    struct made made;
    made_init(&made, "pareto", (struct family_parameters){.blocks = BLOCKS, .seed = 1});
    const struct instance_model *model = &made.instance->models[0];
    memset(energies, 0, sizeof energies);
    for (size_t subset = 0; subset < 1U << BLOCKS; subset++) {
        int64_t latency = 0;
        int64_t energy = 0;
        for (size_t i = 0; i < BLOCKS; i++) {
            const struct profile_entry *entry = &model->blocks[i].profile.entries[subset >> i & 1U];
            latency += (int64_t)(entry->time_s * 1e6 + 0.5);
            energy += (int64_t)(entry->energy_j * 1e6 + 0.5);
        }
        CU_ASSERT_FATAL(latency < LATENCIES);
        CU_ASSERT_EQUAL(energies[latency], 0);
        energies[latency] = energy;
    }
    int64_t before = INT64_MAX;
    for (size_t latency = 0; latency < LATENCIES; latency++) {
        if (energies[latency] != 0) {
            CU_ASSERT(energies[latency] < before);
            before = energies[latency];
        }
    }
    made_release(&made);
}

/* There is always a plan; in layered-anti energy and time of every step add up to about 101. */
static void test_layered(void)
{
    static const char *const names[] = {"layered", "layered-anti"};
    for (size_t f = 0; f < 2; f++) {
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            struct made made;
            made_init(&made, names[f],
                      (struct family_parameters){
                          .seed = seed, .nodes = 3, .blocks = 4, .tightness_permille = 1000});
            CU_ASSERT_EQUAL(made.instance->link_count, 3 + 3 * 9);
            const struct solution exact = solve(&made, "exhaustive", 0);
            CU_ASSERT_EQUAL(exact.outcome, OUTCOME_OPTIMAL);
            CU_ASSERT_EQUAL(solve(&made, "labels", 0).energy_quanta, exact.energy_quanta);
            int64_t anti = 0;
            for (size_t l = 0; l < made.instance->link_count; l++) {
                const struct instance_link *link = &made.instance->links[l];
                const double sum = link->latency_s * 1e3 + 1.0 + link->energy_j_per_bit * 1e9;
                anti += sum > 95.5 && sum < 106.5 ? 1 : 0;
            }
            CU_ASSERT(f == 1 ? anti == 30 : anti < 15);
            made_release(&made);
        }
    }
}

/* Is the sum of a block's time and energy, in units of 1e-6, about 101, but where time ended at 1? */
static bool is_anti_entry(const struct profile_entry *entry)
{
    const double sum = (entry->time_s + entry->energy_j) * 1e6;
    return sum > 95.5 && sum < 106.5;
}

/* There is always a plan; all blocks are anti-correlated, and their memory leaves what the header says. */
static void test_multi_anti(void)
{
    enum { APPLICATIONS = 3, BLOCKS = 3, NODES = 3 };
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct made made;
        made_init(&made, "multi-anti",
                  (struct family_parameters){.seed = seed,
                                             .applications = APPLICATIONS,
                                             .nodes = NODES,
                                             .blocks = BLOCKS,
                                             .tightness_permille = 1000});
        const struct solution exact = solve(&made, "exhaustive", 0);
        CU_ASSERT_EQUAL(exact.outcome, OUTCOME_OPTIMAL);
        CU_ASSERT_EQUAL(solve(&made, "bp", 0).energy_quanta, exact.energy_quanta);
        int64_t needed = 0;
        for (size_t h = 0; h < APPLICATIONS; h++) {
            for (size_t i = 0; i < BLOCKS; i++) {
                const struct instance_block *block = &made.instance->models[h].blocks[i];
                needed += block->memory_bytes >> 20;
                for (size_t n = 0; n < NODES; n++) {
                    CU_ASSERT(is_anti_entry(&block->profile.entries[n]));
                }
            }
        }
        for (size_t n = 0; n < NODES; n++) {
            CU_ASSERT(made.instance->nodes[n].memory_bytes >> 20 >= needed * 13 / 10 / NODES);
        }
        made_release(&made);
    }
}

/* There is always a packing; when the servers are full, every one costs what is expected. */
static void test_bin_packing(void)
{
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct made made;
        const int64_t tightness = seed % 2 == 0 ? 1000 : 900;
        made_init(
            &made, "bin-packing",
            (struct family_parameters){.seed = seed, .applications = 6, .tightness_permille = tightness});
        const struct solution solution = solve(&made, "exhaustive", 0);
        int64_t sum_ms = 0;
        for (size_t h = 0; h < 6; h++) {
            sum_ms += (int64_t)(made.instance->models[h].blocks[0].profile.entries[0].time_s * 1e3 + 0.5);
        }
        CU_ASSERT_EQUAL(sum_ms, 3 * tightness);
        CU_ASSERT_EQUAL(solution.outcome, OUTCOME_OPTIMAL);
        if (tightness == 1000) {
            CU_ASSERT_EQUAL(made.instance->expected.energy_quanta, 6000);
            CU_ASSERT_EQUAL(solution.energy_quanta, 6000);
        } else {
            CU_ASSERT_EQUAL(made.instance->expected.status, EXPECTED_NOTHING);
        }
        made_release(&made);
    }
}

static void test_refused(void)
{
    static const struct {
        const char *family;
        struct family_parameters parameters;
        const char *message;
    } rows[] = {
        {"subset-sum", {.nodes = 3}, "nodes: always 2 in this family, got 3"},
        {"subset-sum", {.gamma = 10}, "gamma: the family has no such parameter"},
        {"pareto", {.blocks = 19}, "blocks: must be 2..14, got 19"},
        {"quantisation",
         {.tightness_permille = 1},
         "tightness in thousandths: the family has no such parameter"},
        {"quantisation", {.gamma = 9001}, "gamma: must be 1..9000, got 9001"},
        {"multi-anti",
         {.applications = 901, .blocks = 10},
         "9010 blocks of all applications, at most 9000 are made"},
        {"ties", {.applications = 2}, "applications: always 1 in this family, got 2"},
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct family *family = family_find(rows[i].family);
        const struct instance *instance = NULL;
        struct family_parameters parameters = rows[i].parameters;
        struct error error;
        family_complete(&parameters, family->ranges);
        CU_ASSERT_EQUAL(family->generate(&instance, arena, &parameters, &error), STATUS_INPUT);
        CU_ASSERT_STRING_EQUAL(error.message, rows[i].message);
        CU_ASSERT_PTR_NULL(instance);
    }
    arena_free(arena);
}

void test_hard_families_register(void)
{
    static const struct unit_test tests[] = {
        {"subset-sum: even weights, an odd limit, and the optimum of a table of sums", test_subset_sum},
        {"the optimum that is known by construction is the one that labels proves", test_expected},
        {"quantisation: FIN misses the optimum at the gamma it is made for", test_quantisation},
        {"layered: a plan in time; energy and time are independent, or add up to about 101", test_layered},
        {"multi-anti: always a plan, anti-correlated blocks, room as said", test_multi_anti},
        {"bin-packing: the applications fill the servers to the tightness, and fit", test_bin_packing},
        {"pareto: no plan is dominated", test_pareto_front},
        {"what a family has no choice in, or not so much, is refused", test_refused},
    };
    suite_register("hard families", tests, sizeof tests / sizeof tests[0]);
}
