/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the checker leave out exactly the paths that there is no room for, and believe exactly the cuts that
 * hold? */
#include <CUnit/CUnit.h>

#include "certificate/check_certificate.h"
#include "crowd.h"
#include "model/certificate.h"
#include "suites.h"

static struct certificate_check run(struct arena *arena, const struct problem *problem, int64_t floor,
                                    struct certificate_node *nodes, size_t count)
{
    struct arena *scratch = arena_new(NULL, NULL);
    const struct certificate_limits limits = {.deadline = deadline_never()};
    const struct certificate certificate = {.floor_quanta = floor, .nodes = nodes, .node_count = count};
    struct certificate_check check;
    check_certificate(&check, arena, scratch, problem, &certificate, &limits);
    arena_free(scratch);
    return check;
}

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* Proves `floor`, and not one more. */
#define CHECK_BOUND(problem, floor, nodes)                                                                   \
    do {                                                                                                     \
        CU_ASSERT_EQUAL(run(arena, (problem), (floor), (nodes), COUNT_OF(nodes)).verdict,                    \
                        CERTIFICATE_PROVES_BOUND);                                                           \
        CU_ASSERT_EQUAL(run(arena, (problem), (floor) + 1, (nodes), COUNT_OF(nodes)).verdict,                \
                        CERTIFICATE_REFUSED);                                                                \
    } while (0)

/* Refuses `floor`, at that node. */
#define CHECK_REFUSED(problem, floor, nodes, node_wanted)                                                    \
    do {                                                                                                     \
        const struct certificate_check check = run(arena, (problem), (floor), (nodes), COUNT_OF(nodes));     \
        CU_ASSERT_EQUAL(check.verdict, CERTIFICATE_REFUSED);                                                 \
        CU_ASSERT_EQUAL(check.node, (size_t)(node_wanted));                                                  \
    } while (0)

/*
 * bb beside ab takes 1.2. With a capacity of 0.9 mixes of 7/8 ab and 1/8 bb are as cheap as 15, at any
 * prices; but there is no room for bb at all, and two ab cost 16.
 */
static void room_closes_what_prices_cannot(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_node leaf[] = {{.kind = CERTIFICATE_LEAF, .denominator = 1}};
    CHECK_BOUND(crowd_on_b(arena, 2, 900000), 16, leaf);
    arena_free(arena);
}

static void a_path_that_fits_exactly_is_left(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_node leaf[] = {{.kind = CERTIFICATE_LEAF, .denominator = 1}};
    CHECK_BOUND(crowd_on_b(arena, 2, 1200000), 8, leaf);
    CHECK_BOUND(crowd_on_b(arena, 2, 1199999), 16, leaf);
    arena_free(arena);
}

/* Below a list, where paths are looked at one by one: all are in it, the floor being high enough. */
static void a_listed_path_that_fits_exactly_is_left(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {1}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    CU_ASSERT_EQUAL(run(arena, crowd_on_b(arena, 2, 1200000), 16, nodes, 2).verdict, CERTIFICATE_REFUSED);
    CU_ASSERT_EQUAL(run(arena, crowd_on_b(arena, 2, 1200000), 16, nodes, 2).paths, 2);
    CU_ASSERT_EQUAL(run(arena, crowd_on_b(arena, 2, 1199999), 17, nodes, 2).verdict, CERTIFICATE_REFUSED);
    CU_ASSERT_EQUAL(run(arena, crowd_on_b(arena, 2, 1199999), 17, nodes, 2).paths, 1);
    /* app1 on bb leaves 0.4 to app0: ab fits and bb does not, although both are in the list. */
    size_t second[] = {1};
    struct certificate_node forced[] = {
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {1}},
        {.kind = CERTIFICATE_BRANCH,
         .branch = {.block = 0, .node = A, .applications = second, .application_count = 1},
         .children = {2, 3}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    struct problem *problem = crowd(arena, 2);
    problem->nodes[B].capacity_ppm = 1200000;
    CHECK_REFUSED(problem, 13, forced, 2);
    problem->nodes[B].capacity_ppm = 1199999;
    CU_ASSERT_EQUAL(run(arena, problem, 13, forced, 4).verdict, CERTIFICATE_PROVES_BOUND);
    arena_free(arena);
}

/* The others are two: bb takes 0.8 and each of them 0.4. */
static void equal_applications_take_room_from_each_other(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_node leaf[] = {{.kind = CERTIFICATE_LEAF, .denominator = 1}};
    CHECK_BOUND(crowd_on_b(arena, 3, 1600000), 12, leaf);
    CHECK_BOUND(crowd_on_b(arena, 3, 1599999), 24, leaf);
    struct certificate_node infeasible[] = {{.kind = CERTIFICATE_LEAF, .denominator = 1}};
    CU_ASSERT_EQUAL(run(arena, crowd_on_b(arena, 3, 1199999), INT64_MAX, infeasible, 1).verdict,
                    CERTIFICATE_PROVES_BOUND);
    arena_free(arena);
}

/* Memory and links have room like loads. Here a block takes 1 byte, and moving from a to b 0.3 of the link.
 */
static void every_kind_of_row_has_room(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_node leaf[] = {{.kind = CERTIFICATE_LEAF, .denominator = 1}};
    struct problem *problem = crowd_on_b(arena, 2, 2000000);
    for (size_t i = 0; i < 2; i++) {
        small_problem_stage(problem, i)->memory_bytes = 1;
    }
    problem->nodes[B].memory_bytes = 3;
    CHECK_BOUND(problem, 8, leaf);
    problem->nodes[B].memory_bytes = 2;
    CHECK_BOUND(problem, 16, leaf);
    problem->nodes[B].memory_bytes = 4;
    int64_t *loads = ARENA_ARRAY(arena, int64_t, 1);
    loads[0] = 300000;
    small_problem_stage(problem, 0)->transfer_load_ppm =
        loads; /* bb moves before block 1, ab before block 2 */
    problem->links[0].capacity_ppm = 300000;
    CHECK_BOUND(problem, 8, leaf);
    problem->links[0].capacity_ppm = 299999;
    CHECK_BOUND(problem, 16, leaf);
    arena_free(arena);
}

/* ---- cuts ---- */

/* Every block on b counts one, of two applications. */
static struct certificate_count all_blocks[] = {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}};

static struct certificate_cut at_most_on_b(int64_t at_most)
{
    return (struct certificate_cut){
        .row = ROW_NODE_LOAD, .index = B, .at_most = at_most, .counts = all_blocks, .count_count = 4};
}

/*
 * Three blocks on b take 1.2: two at most. At a price of 3.5 aa and bb cost 11, ab 11.5, and 2 * 11 - 2 * 3.5
 * = 15, the optimum, where prices on rows alone say 13.25.
 */
static void a_cut_is_a_row_like_the_others(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = crowd(arena, 2);
    struct certificate_cut cut = at_most_on_b(2);
    struct certificate_price price = {.row = ROW_CUT, .index = 0, .cut = 0, .price = 7};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_CUTS, .cuts = &cut, .cut_count = 1, .children = {1}},
        {.kind = CERTIFICATE_LEAF, .denominator = 2, .prices = &price, .price_count = 1},
    };
    CHECK_BOUND(problem, 15, nodes);
    CU_ASSERT_EQUAL(run(arena, problem, 15, nodes, 2).cuts, 1);
    /* The paths in a list pay as well: below 16 there is no gap left for ab. */
    struct certificate_node listed[] = {
        nodes[0],
        {.kind = CERTIFICATE_LIST, .denominator = 2, .prices = &price, .price_count = 1, .children = {2}},
        nodes[1],
    };
    CHECK_BOUND(problem, 15, listed);
    CU_ASSERT_EQUAL(run(arena, problem, 16, listed, 3).paths, 2);
    CU_ASSERT_EQUAL(run(arena, problem, 15, listed, 3).paths, 0);
    arena_free(arena);
}

static void a_cut_must_hold(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = crowd(arena, 2);
    struct certificate_cut cut = at_most_on_b(1);
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_CUTS, .cuts = &cut, .cut_count = 1, .children = {1}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    CHECK_REFUSED(problem, 1, nodes, 0);
    problem->nodes[B].capacity_ppm = 800000; /* two blocks fit exactly */
    CHECK_REFUSED(problem, 1, nodes, 0);
    problem->nodes[B].capacity_ppm = 799999;
    CU_ASSERT_EQUAL(run(arena, problem, 1, nodes, 2).verdict, CERTIFICATE_PROVES_BOUND);
    problem->nodes[B].capacity_ppm = 1199999;
    cut.at_most = 2;
    CU_ASSERT_EQUAL(run(arena, problem, 1, nodes, 2).verdict, CERTIFICATE_PROVES_BOUND);
    problem->nodes[B].capacity_ppm = 1200000;
    CHECK_REFUSED(problem, 1, nodes, 0);
    cut.at_most = 3;
    CU_ASSERT_EQUAL(run(arena, problem, 1, nodes, 2).verdict, CERTIFICATE_PROVES_BOUND);
    problem->nodes[B].capacity_ppm = 1600000; /* all fit; nobody counts five */
    CHECK_REFUSED(problem, 1, nodes, 0);
    cut.at_most = 4;
    CU_ASSERT_EQUAL(run(arena, problem, 1, nodes, 2).verdict, CERTIFICATE_PROVES_BOUND);
    arena_free(arena);
}

/* The second of two cuts is the one that does not hold. */
static void each_cut_is_looked_at(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_cut cuts[] = {at_most_on_b(2), at_most_on_b(1)};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_CUTS, .cuts = cuts, .cut_count = 2, .children = {1}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    const struct certificate_check check = run(arena, crowd(arena, 2), 1, nodes, 2);
    CU_ASSERT_EQUAL(check.verdict, CERTIFICATE_REFUSED);
    CU_ASSERT_STRING_EQUAL(check.reason, "cut 1 does not hold");
    arena_free(arena);
}

/* app0 counts, app1 does not: at a price of 1 app0 pays 2 at most, which the right side takes back. */
static void equal_applications_that_count_otherwise_are_told_apart(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_cut cut = at_most_on_b(2);
    struct certificate_price price = {.row = ROW_CUT, .index = 0, .cut = 0, .price = 1};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_CUTS, .cuts = &cut, .cut_count = 1, .children = {1}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1, .prices = &price, .price_count = 1},
    };
    cut.count_count = 2;
    CHECK_BOUND(crowd(arena, 2), 8, nodes);
    cut.counts = &all_blocks[2];
    CHECK_BOUND(crowd(arena, 2), 8, nodes);
    arena_free(arena);
}

/*
 * Three applications, b has room for four blocks: bb, bb, aa cost 19, bb, ab, ab 20. Below 19 the list holds
 * bb and ab, and two bb leave nothing for ab: block 1 is on b once at most, and 3 * 8 - 4 = 20. aa is within
 * the gap of 20, and two bb and one aa fit.
 */
static void a_cut_may_rest_on_a_list(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = crowd(arena, 3);
    struct certificate_count counts[] = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}};
    struct certificate_cut cut = {
        .row = ROW_NODE_LOAD, .index = B, .at_most = 1, .counts = counts, .count_count = 3};
    struct certificate_price price = {.row = ROW_CUT, .index = 1, .price = 4};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {1}},
        {.kind = CERTIFICATE_CUTS, .cuts = &cut, .cut_count = 1, .children = {2}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1, .prices = &price, .price_count = 1},
    };
    problem->nodes[B].capacity_ppm = 1600000;
    CU_ASSERT_EQUAL(run(arena, problem, 19, nodes, 3).verdict, CERTIFICATE_PROVES_BOUND);
    CHECK_REFUSED(problem, 20, nodes, 1);
    struct certificate_node unlisted[] = {nodes[1], nodes[2]};
    unlisted[0].children[0] = 1;
    price.index = 0;
    CHECK_REFUSED(problem, 19, unlisted, 0);
    /* A branch can do the same: of two bb and one that may not run block 2 on a. */
    problem = crowd_on_b(arena, 3, 1600000);
    CU_ASSERT_EQUAL(run(arena, problem, 20, unlisted, 2).verdict, CERTIFICATE_PROVES_BOUND);
    cut.at_most = 0;
    CHECK_REFUSED(problem, 20, unlisted, 0);
    arena_free(arena);
}

/* Where an application has no path left every cut holds, and whatever comes below is closed. */
static void every_cut_holds_where_nothing_is_left(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct certificate_cut cut = at_most_on_b(0);
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_CUTS, .cuts = &cut, .cut_count = 1, .children = {1}},
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {2}},
        {.kind = CERTIFICATE_LEAF, .denominator = 0},
    };
    struct problem *problem = crowd(arena, 2);
    CHECK_REFUSED(problem, 1000, nodes, 0);
    problem->applications[1].deadline_quanta = 5;
    CU_ASSERT_EQUAL(run(arena, problem, 1000, nodes, 3).verdict, CERTIFICATE_PROVES_BOUND);
    cut.index = 2;
    CHECK_REFUSED(problem, 1000, nodes, 0);
    arena_free(arena);
}

/* The price of a cut must be on one above, once. */
static void prices_must_be_on_cuts_above(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = crowd(arena, 2);
    size_t both[] = {0, 1};
    struct certificate_cut cut = at_most_on_b(2);
    struct certificate_price prices[] = {{.row = ROW_CUT, .index = 1, .price = 1},
                                         {.row = ROW_CUT, .index = 1, .price = 1}};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_BRANCH,
         .branch = {.block = 0, .node = B, .applications = both, .application_count = 2},
         .children = {1, 3}},
        {.kind = CERTIFICATE_CUTS, .cuts = &cut, .cut_count = 1, .children = {2}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1, .prices = prices, .price_count = 1},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    CU_ASSERT_EQUAL(run(arena, problem, 1, nodes, 4).verdict, CERTIFICATE_PROVES_BOUND);
    nodes[2].price_count = 2; /* twice */
    CHECK_REFUSED(problem, 1, nodes, 2);
    nodes[2].price_count = 1;
    prices[0].cut = 1; /* there is only one */
    CHECK_REFUSED(problem, 1, nodes, 2);
    prices[0] = (struct certificate_price){.row = ROW_CUT, .index = 0, .price = 1}; /* a branch */
    CHECK_REFUSED(problem, 1, nodes, 2);
    prices[0] = (struct certificate_price){.row = ROW_BRANCH, .index = 1, .price = 1}; /* cuts */
    CHECK_REFUSED(problem, 1, nodes, 2);
    prices[0] = (struct certificate_price){.row = ROW_CUT, .index = 4, .price = 1};
    CHECK_REFUSED(problem, 1, nodes, 2);
    prices[0] = (struct certificate_price){.row = ROW_CUT, .index = 1, .price = 1};
    nodes[2].price_count = 0;
    nodes[3].prices = prices; /* on the other side of the branch it says nothing */
    nodes[3].price_count = 1;
    CHECK_REFUSED(problem, 1, nodes, 3);
    arena_free(arena);
}

static void a_cut_must_be_one_of_the_problem(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = crowd(arena, 2);
    struct certificate_count turned[] = {{1, 0, 1}, {0, 0, 1}};
    struct certificate_count twice[] = {{0, 1, 1}, {0, 1, 1}};
    struct certificate_count nobody[] = {{0, 0, 1}, {2, 0, 1}};
    struct certificate_count nothing[] = {{0, 0, 0}, {1, 0, 1}};
    struct certificate_count much[] = {{0, 0, 1}, {1, 0, CERTIFICATE_COUNT_LIMIT + 1}};
    const struct certificate_cut bad[] = {
        {.row = ROW_BRANCH, .index = 0, .at_most = 2, .counts = all_blocks, .count_count = 4},
        {.row = ROW_CUT, .index = 0, .at_most = 2, .counts = all_blocks, .count_count = 4},
        {.row = ROW_NODE_LOAD, .index = 2, .at_most = 2, .counts = all_blocks, .count_count = 4},
        {.row = ROW_LINK_LOAD, .index = 1, .at_most = 2, .counts = all_blocks, .count_count = 4},
        {.row = ROW_NODE_LOAD, .index = B, .at_most = -1, .counts = all_blocks, .count_count = 4},
        {.row = ROW_NODE_LOAD, .index = B, .at_most = 1025, .counts = all_blocks, .count_count = 4},
        {.row = ROW_NODE_LOAD, .index = B, .at_most = 2, .counts = turned, .count_count = 2},
        {.row = ROW_NODE_LOAD, .index = B, .at_most = 2, .counts = twice, .count_count = 2},
        {.row = ROW_NODE_LOAD, .index = B, .at_most = 2, .counts = nobody, .count_count = 2},
        {.row = ROW_NODE_LOAD, .index = B, .at_most = 2, .counts = nothing, .count_count = 2},
        {.row = ROW_NODE_LOAD, .index = B, .at_most = 1024, .counts = much, .count_count = 2},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct certificate_cut cut = bad[i];
        struct certificate_node nodes[] = {
            {.kind = CERTIFICATE_CUTS, .cuts = &cut, .cut_count = 1, .children = {1}},
            {.kind = CERTIFICATE_LEAF, .denominator = 1},
        };
        CHECK_REFUSED(problem, 1, nodes, 0);
    }
    arena_free(arena);
}

void test_room_and_cuts_register(void)
{
    static const struct unit_test tests[] = {
        {"room closes what prices cannot", room_closes_what_prices_cannot},
        {"a path that fits exactly is left", a_path_that_fits_exactly_is_left},
        {"a listed path that fits exactly is left", a_listed_path_that_fits_exactly_is_left},
        {"equal applications take room from each other", equal_applications_take_room_from_each_other},
        {"every kind of row has room", every_kind_of_row_has_room},
        {"a cut is a row like the others", a_cut_is_a_row_like_the_others},
        {"a cut must hold", a_cut_must_hold},
        {"each cut is looked at", each_cut_is_looked_at},
        {"equal applications that count otherwise are told apart",
         equal_applications_that_count_otherwise_are_told_apart},
        {"a cut may rest on a list", a_cut_may_rest_on_a_list},
        {"every cut holds where nothing is left", every_cut_holds_where_nothing_is_left},
        {"prices must be on cuts above", prices_must_be_on_cuts_above},
        {"a cut must be one of the problem", a_cut_must_be_one_of_the_problem},
    };
    suite_register("room_and_cuts", tests, sizeof tests / sizeof tests[0]);
}
