/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a graph of layers become the right chain, with nothing lost, whatever the order of its layers? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "import/layer_graph.h"
#include "import/measured_network.h"
#include "io/diagnostic.h"
#include "suites.h"

enum { LAYERS = 6, EDGES = 6, BATCH = 2 };

/* 0 loader, 1 -> 2 -> 3 with a way round from 1 to 3, 4 without time, 5. */
static const struct graph_layer layers[LAYERS] = {
    {.id = "l0", .number = 10, .time_s = 9.0, .output_bytes = 20.0, .is_loader = true},
    {.id = "l1", .number = 11, .time_s = 1.0, .output_bytes = 40.0, .memory_bytes = 1.0},
    {.id = "l2", .number = 12, .time_s = 2.0, .output_bytes = 44.0, .memory_bytes = 2.0},
    {.id = "l3", .number = 13, .time_s = 4.0, .output_bytes = 48.0, .memory_bytes = 4.0},
    {.id = "l4", .number = 14, .time_s = 0.0, .output_bytes = 24.0, .memory_bytes = 8.0},
    {.id = "l5", .number = 15, .time_s = 8.0, .output_bytes = 4.0, .memory_bytes = 16.0},
};
static const struct graph_edge edges[EDGES] = {{0, 1}, {1, 2}, {1, 3}, {2, 3}, {3, 4}, {4, 5}};

static enum status fold_graph(struct measured_network *network, struct arena *arena,
                              struct diagnostics *diagnostics, struct layer_graph *graph)
{
    diagnostics_init(diagnostics, arena, "graph");
    diagnostics->bytes = "\n";
    diagnostics->byte_count = 1;
    return layer_graph_fold(network, arena, diagnostics, graph, BATCH);
}

static void check_block(const struct measured_block *block, const char *id, double time_s,
                        double output_bytes, int64_t memory_bytes)
{
    CU_ASSERT_STRING_EQUAL(block->id, id);
    CU_ASSERT_DOUBLE_EQUAL(block->times_s[0], time_s, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(block->output_bytes, output_bytes, 0.0);
    CU_ASSERT_EQUAL(block->memory_bytes, memory_bytes);
}

static void a_way_round_is_not_cut_and_what_takes_no_time_is_merged(void)
{
    for (size_t turn = 0; turn < LAYERS; turn++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct diagnostics diagnostics;
        struct measured_network network = {.machine_count = 1};
        struct graph_layer turned[LAYERS];
        struct graph_edge moved[EDGES];
        for (size_t l = 0; l < LAYERS; l++) {
            turned[(l + turn) % LAYERS] = layers[l];
        }
        for (size_t e = 0; e < EDGES; e++) {
            moved[e] = (struct graph_edge){(edges[e].from + turn) % LAYERS, (edges[e].to + turn) % LAYERS};
        }
        struct layer_graph graph = {turned, LAYERS, moved, EDGES};
        CU_ASSERT_EQUAL_FATAL(fold_graph(&network, arena, &diagnostics, &graph), STATUS_OK);
        CU_ASSERT_EQUAL_FATAL(network.block_count, 3);
        CU_ASSERT_DOUBLE_EQUAL(network.input_bytes, 10.0, 0.0);
        check_block(&network.blocks[0], "l1", 0.5, 20.0, 1);
        check_block(&network.blocks[1], "l3", 3.0, 12.0, 14);
        check_block(&network.blocks[2], "l5", 4.0, 0.0, 16);
        arena_free(arena);
    }
}

/* Random graphs whose edges go from smaller to larger numbers, every layer but the first having one. */
static void nothing_is_lost(void)
{
    enum { MANY = 40, ROUNDS = 200 };
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct diagnostics diagnostics;
        struct rng rng = rng_from_seed(seed);
        struct measured_network network = {.machine_count = 1};
        struct graph_layer random[MANY];
        struct graph_edge joined[2 * MANY];
        struct layer_graph graph = {random, MANY, joined, 0};
        double time_s = 0.0;
        int64_t memory_bytes = 0;
        for (size_t l = 0; l < MANY; l++) {
            random[l] = (struct graph_layer){.id = arena_printf(arena, "l%zu", l),
                                             .number = (int64_t)l,
                                             .time_s = (double)rng_between(&rng, 0, 3),
                                             .output_bytes = 2.0,
                                             .memory_bytes = (double)rng_between(&rng, 0, 100)};
            time_s += random[l].time_s / BATCH;
            memory_bytes += (int64_t)random[l].memory_bytes;
            for (int64_t k = rng_between(&rng, 1, 2); l > 0 && k > 0; k--) {
                const int64_t reach = (int64_t)l < 3 ? (int64_t)l : 3;
                joined[graph.edge_count++] = (struct graph_edge){l - (size_t)rng_between(&rng, 1, reach), l};
            }
        }
        CU_ASSERT_EQUAL_FATAL(fold_graph(&network, arena, &diagnostics, &graph), STATUS_OK);
        for (size_t b = 0; b < network.block_count; b++) {
            time_s -= network.blocks[b].times_s[0];
            memory_bytes -= network.blocks[b].memory_bytes;
            CU_ASSERT(network.blocks[b].times_s[0] > 0.0);
            CU_ASSERT_DOUBLE_EQUAL(network.blocks[b].output_bytes, b + 1 < network.block_count ? 1.0 : 0.0,
                                   0.0);
        }
        CU_ASSERT_DOUBLE_EQUAL(time_s, 0.0, 0.0);
        CU_ASSERT_EQUAL(memory_bytes, 0);
        arena_free(arena);
    }
}

static void what_is_no_chain_is_refused(void)
{
    static const struct graph_edge round[] = {{1, 2}, {2, 1}};
    for (size_t c = 0; c < 3; c++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct diagnostics diagnostics;
        struct measured_network network = {.machine_count = 1, .block_count = 77};
        struct graph_layer copy[LAYERS];
        struct graph_edge copied[2];
        memcpy(copy, layers, sizeof layers);
        memcpy(copied, round, sizeof round);
        copy[0].memory_bytes = c == 1 ? 1e16 : 0.0;
        struct layer_graph graph = {copy, c == 2 ? 1 : LAYERS, copied, c == 0 ? 2 : 0};
        CU_ASSERT_EQUAL(fold_graph(&network, arena, &diagnostics, &graph), STATUS_INPUT);
        CU_ASSERT_EQUAL(diagnostics_total(&diagnostics), 1);
        arena_free(arena);
    }
}

void test_layer_graph_register(void)
{
    static const struct unit_test tests[] = {
        {"a way round is not cut, and what takes no time is merged",
         a_way_round_is_not_cut_and_what_takes_no_time_is_merged},
        {"nothing is lost", nothing_is_lost},
        {"what is no chain is refused", what_is_no_chain_is_refused},
    };
    suite_register("layer_graph", tests, sizeof tests / sizeof tests[0]);
}
