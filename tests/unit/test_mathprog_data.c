/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is the data of a MathProg model what it should be, letter by letter, and is refused what glpsol would get
 * wrong? tests/property/mathprog_properties.c has glpsol read it.
 */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "export/mathprog_data.h"
#include "model/quantize.h"
#include "small_instance.h"
#include "small_problem.h"
#include "suites.h"

/* The data, or what it was refused for. */
static const char *written(struct arena *arena, const struct problem *problem,
                           const struct mathprog_target *target)
{
    struct arena *scratch = arena_new(NULL, NULL);
    struct text text;
    struct error error;
    text_init(&text, arena);
    const enum status status = mathprog_data_write(&text, scratch, problem, target, &error);
    arena_free(scratch);
    if (status != STATUS_OK) {
        CU_ASSERT_EQUAL(text.length, 0);
        return arena_strdup(arena, error.message);
    }
    return text.data;
}

static void data_is_the_physical_structure(void)
{
    static const char expected[] = "# one\n"
                                   "#\n"
                                   "# two\n"
                                   "\n"
                                   "data;\n"
                                   "\n"
                                   "param : NODES : capacity memory :=\n"
                                   " 'a' 1000000 .\n"
                                   " 'b' 500000 4096\n"
                                   ";\n"
                                   "\n"
                                   "param : PLACES : node is_share :=\n"
                                   " 'a' 'a' 0\n"
                                   " 'b@0.25' 'b' 1\n"
                                   " 'b@0.5' 'b' 1\n"
                                   ";\n"
                                   "\n"
                                   "param : LINKS : link_capacity :=\n"
                                   " 'a' 'b' 1000000\n"
                                   ";\n"
                                   "\n"
                                   "param : APPLICATIONS : source deadline min_accuracy :=\n"
                                   " 'app' 'a' 50000000 500000000\n"
                                   ";\n"
                                   "\n"
                                   "set CONFIGURATIONS['app'] := 'exit1' 'exit2';\n"
                                   "\n"
                                   "param : depth accuracy :=\n"
                                   " 'app' 'exit1' 1 600000000\n"
                                   " 'app' 'exit2' 2 900000000\n"
                                   ";\n"
                                   "\n"
                                   "param block_memory :=\n"
                                   " 'app' 'exit1' 1 0\n"
                                   " 'app' 'exit2' 1 0\n"
                                   " 'app' 'exit2' 2 7\n"
                                   ";\n"
                                   "\n"
                                   "param : ALLOWED : compute_energy compute_latency compute_load :=\n"
                                   " 'app' 'exit1' 1 'a' 4000000 2000000 2000\n"
                                   " 'app' 'exit1' 1 'b@0.25' 5000000 2000000 250000\n"
                                   " 'app' 'exit1' 1 'b@0.5' 5000000 1000000 500000\n"
                                   " 'app' 'exit2' 1 'a' 4000000 2000000 2000\n"
                                   " 'app' 'exit2' 1 'b@0.25' 5000000 2000000 250000\n"
                                   " 'app' 'exit2' 1 'b@0.5' 5000000 1000000 500000\n"
                                   " 'app' 'exit2' 2 'b@0.25' 20000000 8000000 250000\n"
                                   " 'app' 'exit2' 2 'b@0.5' 20000000 4000000 500000\n"
                                   ";\n"
                                   "\n"
                                   "param : transfer_energy transfer_latency transfer_load :=\n"
                                   " 'app' 'exit1' 1 'a' 'b' 1500000 2000000 1000\n"
                                   " 'app' 'exit2' 1 'a' 'b' 1500000 2000000 1000\n"
                                   " 'app' 'exit2' 2 'a' 'b' 750000 1500000 500\n"
                                   ";\n"
                                   "\n"
                                   "param gamma := 20;\n"
                                   "\n"
                                   "end;\n";
    static double shares[] = {0.25, 0.5};
    static bool only_b[] = {false, true};
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    instance->nodes[1].shares = shares;
    instance->nodes[1].share_count = 2;
    instance->nodes[1].max_utilization = 0.5;
    instance->nodes[1].memory_bytes = 4096;
    instance->models[0].blocks[1].memory_bytes = 7;
    instance->applications[0].allowed_nodes[1] = only_b;
    const struct problem *problem = NULL;
    struct error error;
    CU_ASSERT_EQUAL_FATAL(quantize(&problem, arena, instance, &error), STATUS_OK);
    const struct mathprog_target target = {"feasible_graph", 20, "one\n\ntwo\n"};
    CU_ASSERT_STRING_EQUAL(written(arena, problem, &target), expected);
    arena_free(arena);
}

static void each_model_gets_its_own(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &two_nodes);
    struct mathprog_target target = {"path", 20, NULL};
    const char *data = written(arena, problem, &target);
    CU_ASSERT_EQUAL(strncmp(data, "\ndata;\n", 7), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(data, "\nparam place :=\n 0 'a'\n 1 'b'\n;\n\nend;\n"));
    CU_ASSERT_PTR_NULL(strstr(data, "gamma"));
    target.formulation = "arc_flow";
    data = written(arena, problem, &target);
    CU_ASSERT_PTR_NULL(strstr(data, "gamma"));
    CU_ASSERT_PTR_NULL(strstr(data, "param place :="));
    target.formulation = "assignment";
    CU_ASSERT_STRING_EQUAL(written(arena, problem, &target), data);
    target.formulation = "tableau";
    CU_ASSERT_STRING_EQUAL(written(arena, problem, &target), "there is no model formulations/tableau.mod");
    arena_free(arena);
}

static void quotes_are_doubled_and_long_symbols_refused(void)
{
    char longest[102];
    memset(longest, 'x', 101);
    longest[101] = '\0';
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = small_problem_build(arena, &two_nodes);
    const struct mathprog_target target = {"arc_flow", 20, NULL};
    problem->applications[0].id = "it's 1";
    CU_ASSERT_PTR_NOT_NULL(strstr(written(arena, problem, &target), "set CONFIGURATIONS['it''s 1'] :="));
    problem->applications[0].id = longest;
    CU_ASSERT_STRING_EQUAL(written(arena, problem, &target),
                           "the id xxxxxxxxxxxxxxxxxxxx... has 101 bytes, a symbol of MathProg at most 100");
    problem->applications[0].id = longest + 1;
    CU_ASSERT_PTR_NOT_NULL(strstr(written(arena, problem, &target), "end;\n"));
    arena_free(arena);
}

static const char *refused(struct arena *arena, const struct small_problem *small, const char *formulation)
{
    const struct mathprog_target target = {formulation, 1000000, NULL};
    const char *words = written(arena, small_problem_build(arena, small), &target);
    return strncmp(words, "\ndata", 5) == 0 ? "" : words;
}

static void numbers_beyond_a_double_are_refused(void)
{
    const int64_t limit = MATHPROG_EXACT_LIMIT;
    struct arena *arena = arena_new(NULL, NULL);
    struct small_problem small = two_nodes;
    small.deadline = limit - 1;
    CU_ASSERT_STRING_EQUAL(refused(arena, &small, "arc_flow"), "");
    CU_ASSERT_STRING_EQUAL(refused(arena, &small, "feasible_graph"),
                           "gamma times the deadline of app can be 9223372036854775807, and glpsol computes "
                           "exactly below 2^53 only; a smaller gamma or a larger quantum.time_s helps");
    small.deadline = limit / 1000001;
    CU_ASSERT_STRING_EQUAL(refused(arena, &small, "feasible_graph"), "");
    small.deadline = limit;
    CU_ASSERT_STRING_EQUAL(
        refused(arena, &small, "arc_flow"),
        "the deadline of app can be 9007199254740992, and glpsol computes exactly below 2^53 "
        "only; a larger quantum.time_s helps");
    small.deadline = 100;
    small.costs[0][0].energy = limit - 1 - 6 - 2;
    CU_ASSERT_STRING_EQUAL(refused(arena, &small, "arc_flow"), "");
    small.costs[0][0].energy++;
    CU_ASSERT_STRING_EQUAL(refused(arena, &small, "arc_flow"),
                           "the energy of a plan can be 9007199254740992, and glpsol computes exactly below "
                           "2^53 only; a larger quantum.energy_j helps");
    small.costs[0][0] = (struct small_cost){5, limit};
    CU_ASSERT_PTR_NOT_NULL(strstr(refused(arena, &small, "arc_flow"), "the latency of app can be"));
    arena_free(arena);
}

/* Four nodes, all joined: 4^depth sequences, and links allow them all. */
static struct small_problem all_joined(size_t blocks)
{
    struct small_problem small = {.nodes = 4, .blocks = blocks, .deadline = 10};
    for (size_t m = 0; m < 4; m++) {
        for (size_t n = 0; n < 4; n++) {
            if (m != n) {
                small.links[small.link_count++] = (struct small_link){m, n, 1, 1};
            }
        }
    }
    return small;
}

static void too_many_sequences_are_refused_by_path_alone(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct small_problem small = all_joined(6);
    struct problem *problem = small_problem_build(arena, &small);
    const struct mathprog_target path = {"path", 1, NULL};
    const struct mathprog_target assignment = {"assignment", 1, NULL};
    /* 4^6 sequences of 6 blocks each: 24576 blocks an application. */
    struct problem_application *many = ARENA_ARRAY(arena, struct problem_application, 17);
    for (size_t h = 0; h < 17; h++) {
        many[h] = problem->applications[0];
    }
    problem->applications = many;
    problem->application_count = 16;
    CU_ASSERT_PTR_NOT_NULL(strstr(written(arena, problem, &path), "end;\n"));
    problem->application_count = 17;
    CU_ASSERT_PTR_NOT_NULL(strstr(written(arena, problem, &path), "more than 400000 blocks together"));
    CU_ASSERT_PTR_NOT_NULL(strstr(written(arena, problem, &assignment), "end;\n"));
    arena_free(arena);
}

static void path_is_told_the_sequences_where_there_are_many(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct small_problem small = all_joined(6);
    const struct mathprog_target path = {"path", 1, NULL};
    small.link_count = 2; /* a -> b, a -> c */
    small.nodes = 3;
    small.blocks = 6;
    const char *data = written(arena, small_problem_build(arena, &small), &path);
    CU_ASSERT_PTR_NULL(strstr(data, "SEQUENCES"));
    small.blocks = 7;
    CU_ASSERT_PTR_NOT_NULL_FATAL(data);
    data = written(arena, small_problem_build(arena, &small), &path);
    /* All on a is 0; all on b 1 + 3 + .. + 3^6 = 1093; only the last on c 2 * 3^6 = 1458. */
    const char *sequences = strstr(data, "\nset SEQUENCES['app','exit1'] :=\n 0\n 729\n 1458\n 972\n");
    CU_ASSERT_PTR_NOT_NULL_FATAL(sequences);
    CU_ASSERT_PTR_NOT_NULL(strstr(sequences, "\n 1093\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(sequences, "\n 2186;\n"));
    arena_free(arena);
}

void test_mathprog_data_register(void)
{
    static const struct unit_test tests[] = {
        {"data is the physical structure", data_is_the_physical_structure},
        {"each model gets its own", each_model_gets_its_own},
        {"quotes are doubled and long symbols refused", quotes_are_doubled_and_long_symbols_refused},
        {"numbers beyond a double are refused", numbers_beyond_a_double_are_refused},
        {"too many sequences are refused by path alone", too_many_sequences_are_refused_by_path_alone},
        {"path is told the sequences where there are many", path_is_told_the_sequences_where_there_are_many},
    };
    suite_register("mathprog_data", tests, sizeof tests / sizeof tests[0]);
}
