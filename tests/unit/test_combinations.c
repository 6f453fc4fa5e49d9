/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a node of combinations prove what a search of all combinations on paper says, and no more? */
#include <CUnit/CUnit.h>

#include "certificate/check_certificate.h"
#include "crowd.h"
#include "model/certificate.h"
#include "suites.h"

static struct certificate_check run_limited(struct arena *arena, const struct problem *problem,
                                            const struct certificate *certificate,
                                            const struct certificate_limits *limits)
{
    struct arena *scratch = arena_new(NULL, NULL);
    struct certificate_check check;
    check_certificate(&check, arena, scratch, problem, certificate, limits);
    arena_free(scratch);
    return check;
}

static struct certificate_check run(struct arena *arena, const struct problem *problem, int64_t floor,
                                    struct certificate_node *nodes, size_t count)
{
    const struct certificate certificate = {.floor_quanta = floor, .nodes = nodes, .node_count = count};
    const struct certificate_limits limits = {.deadline = deadline_never()};
    return run_limited(arena, problem, &certificate, &limits);
}

/* Proves `floor`, and not one more: that is refused at that node. */
#define CHECK_BOUND(problem, floor, nodes, count, node_wanted)                                               \
    do {                                                                                                     \
        const struct certificate_check at = run(arena, (problem), (floor), (nodes), (count));                \
        const struct certificate_check above = run(arena, (problem), (floor) + 1, (nodes), (count));         \
        CU_ASSERT_EQUAL(at.verdict, CERTIFICATE_PROVES_BOUND);                                               \
        CU_ASSERT_EQUAL(above.verdict, CERTIFICATE_REFUSED);                                                 \
        CU_ASSERT_EQUAL(above.node, (size_t)(node_wanted));                                                  \
    } while (0)

static const struct certificate_node bare = {.kind = CERTIFICATE_COMBINATIONS, .denominator = 1};

/* Of two, aa and bb cost 15. Of three, b having room for two blocks, aa, aa and bb cost 26, aa, ab and ab 27;
 * for three blocks, aa, ab and bb 23. */
static void one_node_proves_the_optimum(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_node node = bare;
    struct problem *problem = crowd(arena, 3);
    CHECK_BOUND(crowd(arena, 1), 4, &node, 1, 0);
    CHECK_BOUND(crowd(arena, 2), 15, &node, 1, 0);
    CHECK_BOUND(problem, 26, &node, 1, 0);
    problem->nodes[B].capacity_ppm = 1200000;
    CHECK_BOUND(problem, 23, &node, 1, 0);
    problem->nodes[B].capacity_ppm = 1199999;
    CHECK_BOUND(problem, 26, &node, 1, 0);
    const struct certificate_check check = run(arena, problem, 26, &node, 1);
    CU_ASSERT_EQUAL(check.combinations, 1);
    CU_ASSERT_EQUAL(check.leaves, 0);
    CU_ASSERT_EQUAL(check.classes, 1);
    CU_ASSERT(run(arena, problem, 27, &node, 1).choices > 0);
    arena_free(arena);
}

/* At 7/800000 for b aa and bb cost 11, ab 11.5, and the bound is 13.25: the gap below 15 is 0.75, in which ab
 * is; below 14 it is negative, and nothing has to be tried. */
static void prices_tell_what_need_not_be_tried(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct certificate_price price = {.row = ROW_NODE_LOAD, .index = B, .price = 7};
    struct certificate_node node = bare;
    node.prices = &price;
    node.price_count = 1;
    node.denominator = 800000;
    CHECK_BOUND(problem, 15, &node, 1, 0);
    CU_ASSERT_EQUAL(run(arena, problem, 14, &node, 1).choices, 0);
    CU_ASSERT(run(arena, problem, 16, &node, 1).choices > 0);
    price.price = 1; /* as good as none */
    CHECK_BOUND(problem, 15, &node, 1, 0);
    price.index = A; /* of no use */
    CHECK_BOUND(problem, 15, &node, 1, 0);
    arena_free(arena);
}

/* Two blocks fit on b and three on a, of six. */
static void that_there_is_no_plan_is_proved_too(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = crowd(arena, 3);
    struct certificate_node node = bare;
    const struct certificate_limits limits = {.deadline = deadline_never()};
    const struct certificate certificate = {.is_infeasible = true, .nodes = &node, .node_count = 1};
    for (size_t i = 0; i < 2; i++) {
        small_problem_stage(problem, i)->memory_bytes = 1;
    }
    problem->nodes[A].memory_bytes = 3;
    CU_ASSERT_EQUAL(run_limited(arena, problem, &certificate, &limits).verdict,
                    CERTIFICATE_PROVES_INFEASIBILITY);
    problem->nodes[A].memory_bytes = 4;
    CU_ASSERT_EQUAL(run_limited(arena, problem, &certificate, &limits).verdict, CERTIFICATE_REFUSED);
    CHECK_BOUND(problem, 26, &node, 1, 0);
    problem->nodes[A].memory_bytes = 3;
    problem->nodes[B].capacity_ppm = 1200000;
    CHECK_BOUND(problem, 23, &node, 1, 0);
    arena_free(arena);
}

/* The fastest of several paths to a node may be needed, the cheapest may be. */
static void a_faster_label_is_not_dominated(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_node node = bare;
    for (int64_t x = 0; x <= 15; x++) {
        CHECK_BOUND(small_problem_with_deadline(arena, &subset_sum, 4 + x), 15 - x, &node, 1, 0);
    }
    arena_free(arena);
}

/*
 * Of three, b having room for two blocks: none has block 2 on b, 33 (aa three times); one has, aa, aa, bb,
 * 26; two have, aa, ab, ab, 27; three cannot. Neither side forgets its branch, priced or not.
 */
static void branches_above_are_limits(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    static const struct {
        int64_t at_most;
        int64_t optimum;
        size_t node;
    } sides[] = {{0, 26, 2}, {1, 26, 1}, {2, 26, 1}};
    size_t all[] = {0, 1, 2};
    struct certificate_price price = {.row = ROW_BRANCH, .index = 0, .price = 2};
    for (size_t i = 0; i < 6; i++) {
        struct certificate_node nodes[] = {
            {.kind = CERTIFICATE_BRANCH,
             .branch = {.block = 1,
                        .node = B,
                        .applications = all,
                        .application_count = 3,
                        .at_most = sides[i / 2].at_most},
             .children = {1, 2}},
            bare,
            bare,
        };
        for (size_t side = 1; side <= 2; side++) {
            nodes[side].prices = &price;
            nodes[side].price_count = i % 2;
        }
        CHECK_BOUND(crowd(arena, 3), sides[i / 2].optimum, nodes, 3, sides[i / 2].node);
    }
    /* The other way round: two or more have block 2 on b, 27, or two or more on a. */
    struct certificate_node turned[] = {
        {.kind = CERTIFICATE_BRANCH,
         .branch = {.block = 1, .node = A, .applications = all, .application_count = 3, .at_most = 1},
         .children = {1, 2}},
        bare,
        bare,
    };
    CHECK_BOUND(crowd(arena, 3), 26, turned, 3, 2);
    CU_ASSERT_EQUAL(run(arena, crowd(arena, 3), 27, turned, 3).node, 2);
    CU_ASSERT_EQUAL(run(arena, crowd(arena, 3), 28, turned, 3).node, 1);
    arena_free(arena);
}

/*
 * c is another place of node b: a block on it costs 3 and takes 0.2 instead of 0.4. To aa (11), ab (8) and bb
 * (4) come ac (9) and cc (7). Of two, bb and ac are the cheapest that fit: 13. Whoever takes the load of the
 * last arc of a block, which leads to c, for the most of the block thinks that the row cannot be exceeded.
 */
static void the_most_of_a_block_is_not_that_of_its_last_arc(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    static const struct small_problem places = {
        .nodes = 3,
        .blocks = 2,
        .costs = {{{5, 3}, {1, 4}, {3, 4}}, {{6, 3}, {2, 1}, {3, 1}}},
        .links = {{A, B, 1, 2}, {A, 2, 1, 2}},
        .link_count = 2,
        .deadline = 7,
    };
    int64_t loads[] = {0, 400000, 200000};
    struct problem *problem = small_problem_build(arena, &places);
    struct problem_application both[] = {problem->applications[0], problem->applications[0]};
    struct certificate_node node = bare;
    problem->nodes[2].place = 1;
    for (size_t i = 0; i < 2; i++) {
        small_problem_stage(problem, i)->compute_load_ppm = loads;
    }
    both[1].id = "app1";
    problem->applications = both;
    problem->application_count = 2;
    CHECK_BOUND(problem, 13, &node, 1, 0);
    problem->nodes[B].capacity_ppm = 1200000;
    CHECK_BOUND(problem, 11, &node, 1, 0);
    arena_free(arena);
}

/*
 * With an exit after block 1, b has room for one block of two: leaving early costs 5 on a and 2 on b, and one
 * of each 7. Below the side on which one or both have block 2 on b, at most one has not; at a price of 6 for
 * that everything costs at least 8, and the bound is 2 * 8 - 6 = 10: a leaf is closed, as
 * combinations are. Were it free to leave early, the bound would be 2 * 2 - 6.
 */
static void whoever_leaves_early_does_not_have_a_later_block(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    size_t all[] = {0, 1};
    struct certificate_price price = {.row = ROW_BRANCH, .index = 0, .price = 6};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_BRANCH,
         .branch = {.block = 1, .node = B, .applications = all, .application_count = 2},
         .children = {1, 2}},
        bare,
        bare,
    };
    struct problem *problem = crowd(arena, 2);
    struct problem_configuration exits[] = {problem->applications[0].configurations[0],
                                            problem->applications[0].configurations[0]};
    exits[0].id = "early";
    exits[0].depth = 1;
    for (size_t h = 0; h < 2; h++) {
        problem->applications[h].configurations = exits;
        problem->applications[h].configuration_count = 2;
    }
    problem->nodes[B].capacity_ppm = 700000;
    nodes[2].prices = &price;
    nodes[2].price_count = 1;
    CHECK_BOUND(problem, 7, nodes, 3, 1);
    nodes[2].kind = CERTIFICATE_LEAF;
    CHECK_BOUND(problem, 7, nodes, 3, 1);
    arena_free(arena);
}

/* Three blocks on b take 1.2: a cut at two, whose price alone says 15; and a list that holds ab, or not. */
static void lists_and_cuts_above_are_heeded(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = crowd(arena, 2);
    struct certificate_count counts[] = {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}};
    struct certificate_cut cut = {
        .row = ROW_NODE_LOAD, .index = B, .at_most = 2, .counts = counts, .count_count = 4};
    struct certificate_price price = {.row = ROW_CUT, .index = 0, .price = 7};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_CUTS, .cuts = &cut, .cut_count = 1, .children = {1}},
        {.kind = CERTIFICATE_LIST, .denominator = 2, .prices = &price, .price_count = 1, .children = {2}},
        {.kind = CERTIFICATE_COMBINATIONS, .denominator = 2, .prices = &price, .price_count = 1},
    };
    CHECK_BOUND(problem, 15, nodes, 3, 2);
    CU_ASSERT_EQUAL(run(arena, problem, 16, nodes, 3).paths, 2);
    nodes[1] = nodes[2];
    CHECK_BOUND(problem, 15, nodes, 2, 1);
    CU_ASSERT_EQUAL(run(arena, problem, 15, nodes, 2).choices, 0);
    struct certificate_node listed[] = {
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {1}},
        bare,
    };
    CHECK_BOUND(problem, 15, listed, 2, 1);
    CHECK_BOUND(crowd(arena, 3), 26, listed, 2, 1);
    arena_free(arena);
}

static void what_is_no_node_of_combinations_is_refused(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct certificate_price prices[] = {{.row = ROW_NODE_LOAD, .index = B, .price = 1},
                                         {.row = ROW_NODE_LOAD, .index = B, .price = 1}};
    static const int64_t denominators[] = {0, -1, CERTIFICATE_PRICE_LIMIT + 1};
    for (size_t i = 0; i < 3; i++) {
        struct certificate_node node = bare;
        node.denominator = denominators[i];
        CU_ASSERT_EQUAL(run(arena, problem, 1, &node, 1).verdict, CERTIFICATE_REFUSED);
    }
    struct certificate_node node = bare;
    node.prices = prices;
    node.price_count = 2;
    CU_ASSERT_EQUAL(run(arena, problem, 1, &node, 1).verdict, CERTIFICATE_REFUSED);
    arena_free(arena);
}

static void a_limit_leaves_it_undecided(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = crowd(arena, 2);
    struct certificate_node node = bare;
    const struct certificate certificate = {.floor_quanta = 15, .nodes = &node, .node_count = 1};
    const struct certificate_limits late = {.deadline = deadline_after(-1.0, NULL)};
    const struct certificate_limits narrow = {.memory_limit_bytes = 1, .deadline = deadline_never()};
    CU_ASSERT_EQUAL(run_limited(arena, problem, &certificate, &late).verdict, CERTIFICATE_TOO_LARGE);
    CU_ASSERT_EQUAL(run_limited(arena, problem, &certificate, &narrow).verdict, CERTIFICATE_TOO_LARGE);
    arena_free(arena);
}

void test_combinations_register(void)
{
    static const struct unit_test tests[] = {
        {"one node proves the optimum", one_node_proves_the_optimum},
        {"prices tell what need not be tried", prices_tell_what_need_not_be_tried},
        {"that there is no plan is proved, too", that_there_is_no_plan_is_proved_too},
        {"a faster label is not dominated", a_faster_label_is_not_dominated},
        {"branches above are limits", branches_above_are_limits},
        {"the most of a block is not that of its last arc", the_most_of_a_block_is_not_that_of_its_last_arc},
        {"whoever leaves early does not have a later block",
         whoever_leaves_early_does_not_have_a_later_block},
        {"lists and cuts above are heeded", lists_and_cuts_above_are_heeded},
        {"what is no node of combinations is refused", what_is_no_node_of_combinations_is_refused},
        {"a limit leaves it undecided", a_limit_leaves_it_undecided},
    };
    suite_register("combinations", tests, sizeof tests / sizeof tests[0]);
}
