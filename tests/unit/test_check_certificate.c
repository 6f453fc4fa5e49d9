/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the checker accept the proofs that can be followed on paper, and nothing that only looks like one? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "certificate/check_certificate.h"
#include "crowd.h"
#include "model/certificate.h"
#include "model/plan.h"
#include "suites.h"

static const struct plan *make_plan(struct arena *arena, const struct problem *problem,
                                    const size_t (*nodes)[2])
{
    struct plan *plan = plan_new(arena, problem);
    for (size_t h = 0; h < problem->application_count; h++) {
        plan->applications[h].configuration = 0;
        plan->applications[h].node_count = 2;
        plan->applications[h].nodes = ARENA_ARRAY(arena, size_t, 2);
        memcpy(plan->applications[h].nodes, nodes[h], 2 * sizeof(size_t));
    }
    return plan;
}

static struct certificate_check run(struct arena *arena, const struct problem *problem,
                                    const struct certificate *certificate)
{
    struct arena *scratch = arena_new(NULL, NULL);
    const struct certificate_limits limits = {.deadline = deadline_never()};
    struct certificate_check check;
    check_certificate(&check, arena, scratch, problem, certificate, &limits);
    arena_free(scratch);
    return check;
}

/* One leaf and nothing else. */
static struct certificate_check run_leaf(struct arena *arena, const struct problem *problem, int64_t floor,
                                         const struct certificate_node *leaf)
{
    struct certificate_node node = *leaf;
    const struct certificate certificate = {.floor_quanta = floor, .nodes = &node, .node_count = 1};
    return run(arena, problem, &certificate);
}

#define CHECK_LEAF(verdict_wanted, problem, floor, ...)                                                      \
    CU_ASSERT_EQUAL(                                                                                         \
        run_leaf(arena, (problem), (floor), &(const struct certificate_node){__VA_ARGS__}).verdict,          \
        (verdict_wanted))

static void a_leaf_without_prices_is_the_sum_of_single_optima(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    CHECK_LEAF(CERTIFICATE_PROVES_BOUND, problem, 8, .denominator = 1);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 9, .denominator = 1);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 8, .denominator = 0);
    arena_free(arena);
}

static void a_deadline_is_part_of_a_path(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    static const int64_t floors[][2] = {{7, 4}, {6, 8}};
    for (size_t i = 0; i < 2; i++) {
        const struct problem *problem = small_problem_with_deadline(arena, &two_nodes, floors[i][0]);
        CHECK_LEAF(CERTIFICATE_PROVES_BOUND, problem, floors[i][1], .denominator = 1);
        CHECK_LEAF(CERTIFICATE_REFUSED, problem, floors[i][1] + 1, .denominator = 1);
    }
    for (int64_t x = 0; x <= 15; x++) {
        const struct problem *problem = small_problem_with_deadline(arena, &subset_sum, 4 + x);
        CHECK_LEAF(CERTIFICATE_PROVES_BOUND, problem, 15 - x, .denominator = 1);
        CHECK_LEAF(CERTIFICATE_REFUSED, problem, 16 - x, .denominator = 1);
    }
    arena_free(arena);
}

/* With 7/800000 on the load of b, aa and bb both cost 11, ab 11.5: 2 * 11 - 8.75 = 13.25. */
static void a_price_on_a_shared_row_is_worth_what_duality_says(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct certificate_price price = {.row = ROW_NODE_LOAD, .index = B, .price = 7};
    CHECK_LEAF(CERTIFICATE_PROVES_BOUND, problem, 14, .denominator = 800000, .prices = &price,
               .price_count = 1);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 15, .denominator = 800000, .prices = &price, .price_count = 1);
    price.index = A;
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 14, .denominator = 800000, .prices = &price, .price_count = 1);
    arena_free(arena);
}

static void prices_must_be_on_rows_that_there_are(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    static const struct certificate_price bad[] = {
        {.row = ROW_NODE_LOAD, .index = 2, .price = 1},
        {.row = ROW_NODE_MEMORY, .index = 2, .price = 1},
        {.row = ROW_LINK_LOAD, .index = 1, .price = 1},
        {.row = ROW_BRANCH, .index = 0, .price = 1},
        {.row = ROW_BRANCH, .index = 7, .price = 1},
        {.row = ROW_NODE_LOAD, .index = 0, .price = 0},
        {.row = ROW_NODE_LOAD, .index = 0, .price = -1},
        {.row = ROW_NODE_LOAD, .index = 0, .price = (INT64_C(1) << 40) + 1},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct certificate_price price = bad[i];
        CHECK_LEAF(CERTIFICATE_REFUSED, problem, 1, .denominator = 1000, .prices = &price, .price_count = 1);
    }
    struct certificate_price twice[] = {{.row = ROW_NODE_LOAD, .index = B, .price = 1},
                                        {.row = ROW_NODE_LOAD, .index = B, .price = 1}};
    CHECK_LEAF(CERTIFICATE_PROVES_BOUND, problem, 1, .denominator = 800000, .prices = twice,
               .price_count = 1);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 1, .denominator = 800000, .prices = twice, .price_count = 2);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 1, .denominator = -1);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 1, .denominator = (INT64_C(1) << 40) + 1);
    arena_free(arena);
}

/*
 * FIN's floor graph. With a deadline of 10 the last block of subset_sum must be on b, which costs 8; all
 * others on a take 11. At gamma 10, the deadline, that is seen, at gamma 1 it is not. Of two_nodes bb is late
 * at every resolution, since no path in time has its arcs.
 */
static void a_floor_graph_bounds_like_fin(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_with_deadline(arena, &subset_sum, 10);
    CHECK_LEAF(CERTIFICATE_PROVES_BOUND, problem, 9, .denominator = 1, .floor_gamma = 10);
    CHECK_LEAF(CERTIFICATE_PROVES_BOUND, problem, 8, .denominator = 1, .floor_gamma = 1);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 9, .denominator = 1, .floor_gamma = 1);
    problem = small_problem_with_deadline(arena, &two_nodes, 6);
    CHECK_LEAF(CERTIFICATE_PROVES_BOUND, problem, 8, .denominator = 1, .floor_gamma = 1);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 9, .denominator = 1, .floor_gamma = 1);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 1, .denominator = 1, .floor_gamma = -1);
    CHECK_LEAF(CERTIFICATE_REFUSED, problem, 1, .denominator = 1, .floor_gamma = 1000001);
    arena_free(arena);
}

/* ---- the tree that proves 15 for two applications ---- */

static size_t both[] = {0, 1};

static struct certificate_node branch_on(enum certificate_property property, size_t block, size_t node,
                                         int64_t at_most, size_t left)
{
    return (struct certificate_node){
        .kind = CERTIFICATE_BRANCH,
        .branch = {.property = property,
                   .block = block,
                   .node = node,
                   .applications = both,
                   .application_count = 2,
                   .at_most = at_most},
        .children = {left, left + 1},
    };
}

struct tree {
    struct certificate_price prices[3];
    struct certificate_node nodes[5];
    struct certificate certificate;
};

/*
 * 0: at most one runs block 2 on b:  aa costs 11, ab 8 + 7, bb 4 + 7 with 7 on the branch; 2 * 11 - 7 = 15
 * 2: both do;  3: neither runs block 1 there: ab and ab, 16
 *              4: one or both do: bb and ab take 1.2 of b. With 1 on b and 400000 on the branch (at most 1
 *                 does not) both paths cost 800000, and 2 * 800000 - 1000000 - 400000 > 0.
 */
static void plant(struct tree *tree, struct arena *arena, const struct problem *problem)
{
    static const size_t nodes[][2] = {{A, A}, {B, B}};
    *tree = (struct tree){
        .prices = {{.row = ROW_BRANCH, .index = 0, .price = 7},
                   {.row = ROW_NODE_LOAD, .index = B, .price = 1},
                   {.row = ROW_BRANCH, .index = 2, .price = 400000}},
        .nodes =
            {
                branch_on(PROPERTY_NODE, 1, B, 1, 1),
                {.kind = CERTIFICATE_LEAF, .denominator = 1, .prices = &tree->prices[0], .price_count = 1},
                branch_on(PROPERTY_NODE, 0, B, 0, 3),
                {.kind = CERTIFICATE_LEAF, .denominator = 1},
                {.kind = CERTIFICATE_LEAF, .denominator = 0, .prices = &tree->prices[1], .price_count = 2},
            },
        .certificate = {.floor_quanta = 15,
                        .plan = make_plan(arena, problem, nodes),
                        .nodes = tree->nodes,
                        .node_count = 5},
    };
}

static void a_tree_of_branches_proves_the_optimum(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct tree tree;
    plant(&tree, arena, problem);
    struct certificate_check check = run(arena, problem, &tree.certificate);
    CU_ASSERT_EQUAL(check.verdict, CERTIFICATE_PROVES_OPTIMUM);
    CU_ASSERT_STRING_EQUAL(check.reason, "");
    CU_ASSERT_EQUAL(check.plan_energy_quanta, 15);
    CU_ASSERT_EQUAL(check.branches, 2);
    CU_ASSERT_EQUAL(check.leaves, 3);
    CU_ASSERT_EQUAL(check.classes, 1);
    tree.certificate.plan = NULL;
    CU_ASSERT_EQUAL(run(arena, problem, &tree.certificate).verdict, CERTIFICATE_PROVES_BOUND);
    tree.certificate.floor_quanta = 16;
    check = run(arena, problem, &tree.certificate);
    CU_ASSERT_EQUAL(check.verdict, CERTIFICATE_REFUSED);
    CU_ASSERT_EQUAL(check.node, 1);
    arena_free(arena);
}

/* Applies one change to the tree and has it checked. */
#define CHECK_CHANGED(verdict_wanted, node_wanted, change)                                                   \
    do {                                                                                                     \
        plant(&tree, arena, problem);                                                                        \
        change;                                                                                              \
        const struct certificate_check check = run(arena, problem, &tree.certificate);                       \
        CU_ASSERT_EQUAL(check.verdict, (verdict_wanted));                                                    \
        CU_ASSERT_EQUAL(check.node, (node_wanted));                                                          \
        CU_ASSERT((check.reason[0] == '\0') == (check.verdict < CERTIFICATE_REFUSED));                       \
    } while (0)

static void a_changed_tree_is_refused_where_it_was_changed(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct tree tree;
    static size_t one[] = {0};
    static size_t twice[] = {1, 1};
    static size_t strange[] = {0, 2};
    static const size_t overload[][2] = {{B, B}, {B, B}};
    static const size_t no_link[][2] = {{A, A}, {B, A}};
    CHECK_CHANGED(CERTIFICATE_REFUSED, 1, tree.prices[0].price = 6);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 1, tree.prices[0].price = 8);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 1, tree.prices[0].index = 2);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 1, tree.nodes[1].price_count = 0);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 4, tree.prices[1].price = 2);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 4, tree.prices[2].price = 200000);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 1, tree.nodes[0].branch.block = 0);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 1, tree.nodes[0].branch.node = A);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 4, tree.nodes[0].branch.at_most = 0);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 0, tree.nodes[0].branch.at_most = 2);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 0, tree.nodes[0].branch.at_most = -1);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 0, tree.nodes[0].branch.node = 2);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 0, tree.nodes[0].branch.applications = twice);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 0, tree.nodes[0].branch.applications = strange);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 0, tree.nodes[0].branch.application_count = 0);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 0, tree.nodes[0].children[1] = 0);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 0, tree.nodes[0].children[1] = 5);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 1, tree.nodes[0].children[1] = 1);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 3, tree.nodes[2].children[1] = 3);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 2, tree.nodes[0].children[1] = 3);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 1, tree.nodes[0].children[1] = 1; tree.certificate.floor_quanta = 8);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 2, tree.nodes[0].children[1] = 3; tree.certificate.floor_quanta = 8);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 2, tree.nodes[2].children[1] = 2);
    CHECK_CHANGED(CERTIFICATE_REFUSED, 2, tree.certificate.node_count = 4);
    CHECK_CHANGED(CERTIFICATE_REFUSED, NO_CERTIFICATE_NODE, tree.certificate.node_count = 0);
    CHECK_CHANGED(CERTIFICATE_REFUSED, NO_CERTIFICATE_NODE, tree.certificate.is_infeasible = true);
    CHECK_CHANGED(CERTIFICATE_REFUSED, NO_CERTIFICATE_NODE,
                  tree.certificate.plan = make_plan(arena, problem, overload));
    CHECK_CHANGED(CERTIFICATE_REFUSED, NO_CERTIFICATE_NODE,
                  tree.certificate.plan = make_plan(arena, problem, no_link));
    /* Weaker claims, of which the same tree is a proof. */
    CHECK_CHANGED(CERTIFICATE_PROVES_BOUND, NO_CERTIFICATE_NODE, tree.certificate.floor_quanta = 14);
    CHECK_CHANGED(CERTIFICATE_PROVES_BOUND, NO_CERTIFICATE_NODE, tree.certificate.floor_quanta = INT64_MIN);
    CHECK_CHANGED(CERTIFICATE_PROVES_OPTIMUM, NO_CERTIFICATE_NODE, tree.prices[2].price = 400001);
    /* Where both run block 2 on b there is no room for bb: ab and ab cost enough. */
    CHECK_CHANGED(CERTIFICATE_PROVES_OPTIMUM, NO_CERTIFICATE_NODE, tree.nodes[4].denominator = 1000000);
    CHECK_CHANGED(CERTIFICATE_PROVES_OPTIMUM, NO_CERTIFICATE_NODE, tree.nodes[2].branch.applications = one;
                  tree.nodes[2].branch.application_count = 1);
    arena_free(arena);
}

/* On ab, the property that block 2 gets its input from a is the same as block 1 not on b. */
static void arcs_can_be_branched_on(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct tree tree;
    plant(&tree, arena, problem);
    tree.nodes[2] = branch_on(PROPERTY_ARC, 1, B, 0, 3);
    tree.nodes[2].branch.from = B;
    CU_ASSERT_EQUAL(run(arena, problem, &tree.certificate).verdict, CERTIFICATE_PROVES_OPTIMUM);
    tree.nodes[2].branch.from = A;
    CU_ASSERT_EQUAL(run(arena, problem, &tree.certificate).node, 4);
    tree.nodes[2].branch.from = 2;
    CU_ASSERT_EQUAL(run(arena, problem, &tree.certificate).node, 2);
    arena_free(arena);
}

static void a_configuration_can_be_branched_on(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct small_problem small = two_nodes;
    small.configuration_count = 2;
    small.depths[0] = 1; /* a 5, b 2 */
    small.depths[1] = 2;
    struct problem *problem = small_problem_build(arena, &small);
    static size_t only[] = {0};
    struct certificate_price price = {.row = ROW_BRANCH, .index = 0, .price = 2};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_BRANCH,
         .branch = {.property = PROPERTY_CONFIGURATION,
                    .configuration = 1,
                    .applications = only,
                    .application_count = 1},
         .children = {1, 2}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    struct certificate certificate = {.floor_quanta = 2, .nodes = nodes, .node_count = 3};
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_PROVES_BOUND);
    certificate.floor_quanta = 3; /* exit1 on b costs 2 */
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 1);
    nodes[0].branch.configuration = 0;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 2);
    nodes[0].branch.configuration = 2;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 0);
    /* A path that ends before block 2 does not run it on b, and what is forbidden may be priced. */
    nodes[0].branch = (struct certificate_branch){
        .property = PROPERTY_NODE, .block = 1, .node = B, .applications = only, .application_count = 1};
    nodes[2].prices = &price;
    nodes[2].price_count = 1;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 1);
    nodes[0].branch.at_most = 0;
    certificate.floor_quanta = 2;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_PROVES_BOUND);
    arena_free(arena);
}

/*
 * Without prices the applications cost 4 + 4 at least, so below 15 none costs 11: the list holds bb and ab.
 * What is left is the subtree of node 2 above.
 */
static void a_list_leaves_only_the_paths_within_the_gap(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct certificate_price prices[] = {{.row = ROW_NODE_LOAD, .index = B, .price = 1},
                                         {.row = ROW_BRANCH, .index = 1, .price = 400000}};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {1}},
        branch_on(PROPERTY_NODE, 0, B, 0, 2),
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
        {.kind = CERTIFICATE_LEAF, .denominator = 0, .prices = prices, .price_count = 2},
    };
    struct certificate certificate = {.floor_quanta = 15, .nodes = nodes, .node_count = 4};
    const struct certificate_check check = run(arena, problem, &certificate);
    CU_ASSERT_EQUAL(check.verdict, CERTIFICATE_PROVES_BOUND);
    CU_ASSERT_EQUAL(check.paths, 2);
    CU_ASSERT_EQUAL(check.lists, 1);
    certificate.floor_quanta = 16; /* now aa is within the gap */
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_REFUSED);
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 3);
    certificate.floor_quanta = 15;
    nodes[0].denominator = 0;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 0);
    nodes[0].denominator = 1;
    nodes[0].children[0] = 2;
    certificate.floor_quanta = 8;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 1);
    arena_free(arena);
}

/* A list after a branch is of what the branch left, and gone when the walk leaves it. */
static void a_list_counts_only_below_itself(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct tree tree;
    plant(&tree, arena, problem);
    struct certificate_node nodes[7];
    memcpy(nodes, tree.nodes, sizeof tree.nodes);
    /* 2 becomes the list, 3 its branch, 4 and 5 the leaves; the other side follows them. */
    nodes[0].children[0] = 6;
    nodes[0].children[1] = 2;
    nodes[6] = tree.nodes[1];
    nodes[2] = (struct certificate_node){.kind = CERTIFICATE_LIST, .denominator = 1, .children = {3}};
    nodes[3] = tree.nodes[2];
    nodes[3].children[0] = 4;
    nodes[3].children[1] = 5;
    nodes[4] = tree.nodes[3];
    nodes[5] = tree.nodes[4];
    tree.prices[2].index = 3;
    nodes[1] = (struct certificate_node){.kind = CERTIFICATE_LIST, .denominator = 1, .children = {6}};
    nodes[0].children[0] = 1;
    tree.certificate.nodes = nodes;
    tree.certificate.node_count = 7;
    const struct certificate_check check = run(arena, problem, &tree.certificate);
    CU_ASSERT_EQUAL(check.verdict, CERTIFICATE_PROVES_OPTIMUM);
    CU_ASSERT_EQUAL(check.lists, 2);
    CU_ASSERT_EQUAL(check.paths,
                    2 + 0); /* left, where aa is beyond the gap: bb, ab; right ab costs too much */
    arena_free(arena);
}

/* What the list of the left side has lost counts on the right again: two ab there cost 16, but 8 is the
 * bound. */
static void a_list_is_gone_on_the_other_side(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct certificate_node nodes[] = {
        branch_on(PROPERTY_NODE, 1, B, 0, 1),
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {3}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    const struct certificate certificate = {.floor_quanta = 15, .nodes = nodes, .node_count = 4};
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 2);
    arena_free(arena);
}

/* The list of the left side is gone, and that above both, on which the right side rests, is back. */
static void a_list_above_another_comes_back(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct certificate_price prices[] = {{.row = ROW_NODE_LOAD, .index = B, .price = 1},
                                         {.row = ROW_BRANCH, .index = 1, .price = 400000}};
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {1}},
        branch_on(PROPERTY_NODE, 0, B, 0, 2),
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {4}},
        {.kind = CERTIFICATE_LEAF, .denominator = 0, .prices = prices, .price_count = 2},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    const struct certificate certificate = {.floor_quanta = 15, .nodes = nodes, .node_count = 5};
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_PROVES_BOUND);
    arena_free(arena);
}

/* Below 16 a path may cost 11, as aa does: a list of a list keeps it too. */
static void a_list_of_a_list_holds_what_is_just_within_the_gap(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {1}},
        {.kind = CERTIFICATE_LIST, .denominator = 1, .children = {2}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    struct certificate certificate = {.floor_quanta = 16, .nodes = nodes, .node_count = 3};
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).paths, 3 + 3);
    certificate.floor_quanta = 15;
    /* Of bb and ab each takes 0.4 at least, so that bb has no room, and two ab cost 16. */
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).paths, 2 + 0);
    arena_free(arena);
}

/* A branch on each: app0 not on b at block 2, app1 not at block 1. Their rows differ, so do their paths. */
static void equal_applications_in_different_rows_are_told_apart(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    static size_t first[] = {0};
    static size_t second[] = {1};
    struct certificate_node nodes[] = {
        branch_on(PROPERTY_NODE, 1, B, 0, 1),         {.kind = CERTIFICATE_LEAF, .denominator = 1},
        branch_on(PROPERTY_NODE, 0, B, 0, 3),         {.kind = CERTIFICATE_LEAF, .denominator = 1},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    nodes[0].branch.applications = first;
    nodes[0].branch.application_count = 1;
    nodes[0].children[0] = 2; /* the other side is the leaf 1 */
    nodes[0].children[1] = 1;
    nodes[2].branch.applications = second;
    nodes[2].branch.application_count = 1;
    /* 3: aa and ab, 19; 4: aa and bb, 15; 1: bb and bb by energy, 8 */
    struct certificate certificate = {.floor_quanta = 16, .nodes = nodes, .node_count = 5};
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 4);
    certificate.floor_quanta = 15;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).node, 1);
    certificate.floor_quanta = 8;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_PROVES_BOUND);
    arena_free(arena);
}

/* Three applications need 1.2 of b, or energy: deadline 5 leaves nothing at all. */
static void infeasibility_is_proved_by_rows_and_by_paths(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = crowd(arena, 3);
    struct certificate_price prices[] = {{.row = ROW_NODE_LOAD, .index = A, .price = 1},
                                         {.row = ROW_NODE_LOAD, .index = B, .price = 1}};
    struct certificate_node leaf = {.denominator = 1};
    const struct certificate certificate = {.is_infeasible = true, .nodes = &leaf, .node_count = 1};
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_REFUSED);
    for (size_t h = 0; h < 3; h++) {
        problem->applications[h].deadline_quanta = 5;
    }
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_PROVES_INFEASIBILITY);
    leaf.floor_gamma = 5;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_PROVES_INFEASIBILITY);
    leaf.floor_gamma = 0;
    /* With block 2 nowhere but on b there are ab and bb, of which three take 1.2: there is no room. */
    problem = crowd(arena, 3);
    bool *allowed = ARENA_ARRAY(arena, bool, 2);
    allowed[B] = true;
    small_problem_stage(problem, 1)->allowed = allowed;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_PROVES_INFEASIBILITY);
    problem->nodes[B].capacity_ppm = 1200000;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_REFUSED);
    /* If a block takes 0.4 of a, too, four blocks fit and there are six; but each path alone has room. */
    problem = crowd(arena, 3);
    for (size_t i = 0; i < 2; i++) {
        int64_t *loads = ARENA_ARRAY(arena, int64_t, 2);
        loads[A] = loads[B] = 400000;
        small_problem_stage(problem, i)->compute_load_ppm = loads;
    }
    problem->nodes[A].capacity_ppm = 1000000;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_REFUSED);
    leaf = (struct certificate_node){.denominator = 0, .prices = prices, .price_count = 2};
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_PROVES_INFEASIBILITY);
    /* No plan costs more than 3 * 12 by the dearest arcs: with D = 1 the prices must lift the bound above. */
    leaf.denominator = 1;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_PROVES_INFEASIBILITY);
    leaf.denominator = 200000;
    CU_ASSERT_EQUAL(run(arena, problem, &certificate).verdict, CERTIFICATE_REFUSED);
    arena_free(arena);
}

static void limits_leave_a_proof_undecided(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct problem *problem = crowd(arena, 2);
    const struct certificate_limits limits = {.deadline = deadline_after(-1.0, NULL)};
    struct certificate_check check;
    struct tree tree;
    plant(&tree, arena, problem);
    check_certificate(&check, arena, scratch, problem, &tree.certificate, &limits);
    CU_ASSERT_EQUAL(check.verdict, CERTIFICATE_TOO_LARGE);
    arena_free(scratch);
    arena_free(arena);
}

void test_check_certificate_register(void)
{
    static const struct unit_test tests[] = {
        {"a leaf without prices is the sum of single optima",
         a_leaf_without_prices_is_the_sum_of_single_optima},
        {"a deadline is part of a path", a_deadline_is_part_of_a_path},
        {"a price on a shared row is worth what duality says",
         a_price_on_a_shared_row_is_worth_what_duality_says},
        {"prices must be on rows that there are", prices_must_be_on_rows_that_there_are},
        {"a floor graph bounds like FIN", a_floor_graph_bounds_like_fin},
        {"a tree of branches proves the optimum", a_tree_of_branches_proves_the_optimum},
        {"a changed tree is refused where it was changed", a_changed_tree_is_refused_where_it_was_changed},
        {"arcs can be branched on", arcs_can_be_branched_on},
        {"a configuration can be branched on", a_configuration_can_be_branched_on},
        {"a list leaves only the paths within the gap", a_list_leaves_only_the_paths_within_the_gap},
        {"a list counts only below itself", a_list_counts_only_below_itself},
        {"a list is gone on the other side", a_list_is_gone_on_the_other_side},
        {"a list above another comes back", a_list_above_another_comes_back},
        {"a list of a list holds what is just within the gap",
         a_list_of_a_list_holds_what_is_just_within_the_gap},
        {"equal applications in different rows are told apart",
         equal_applications_in_different_rows_are_told_apart},
        {"infeasibility is proved by rows and by paths", infeasibility_is_proved_by_rows_and_by_paths},
        {"limits leave a proof undecided", limits_leave_a_proof_undecided},
    };
    suite_register("check_certificate", tests, sizeof tests / sizeof tests[0]);
}
