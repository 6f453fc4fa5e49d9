/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the layered graph the one a person draws, and does pruning take away nothing that meets the deadline? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "model/plan.h"
#include "small_problem.h"
#include "suites.h"

struct drawn {
    struct arena *arena;
    struct arena *scratch;
    struct extended_graph graph;
};

static void draw(struct drawn *drawn, const struct problem *problem, enum extended_graph_pruning pruning)
{
    extended_graph_build(&drawn->graph, drawn->arena, drawn->scratch, problem, 0, pruning);
}

static struct drawn drawn_new(void)
{
    return (struct drawn){.arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
}

static void drawn_free(struct drawn *drawn)
{
    arena_free(drawn->arena);
    arena_free(drawn->scratch);
}

static void the_whole_graph_is_the_one_drawn_by_hand(void)
{
    static const struct {
        uint32_t tail;
        uint32_t head;
        int64_t energy;
        int64_t latency;
        uint32_t link;
    } arcs[] = {
        {0, 1, 5, 3, ARC_NO_LINK}, {0, 2, 2, 6, 0},           {1, 3, 6, 3, ARC_NO_LINK}, {1, 4, 3, 3, 0},
        {2, 4, 2, 1, ARC_NO_LINK}, {3, 5, 0, 0, ARC_NO_LINK}, {4, 5, 0, 0, ARC_NO_LINK},
    };
    static const uint32_t layers[] = {0, 1, 1, 2, 2, 3};
    static const uint32_t nodes[] = {0, 0, 1, 0, 1, 0};
    struct drawn d = drawn_new();
    draw(&d, small_problem_with_deadline(d.arena, &two_nodes, 0), EXTENDED_GRAPH_WHOLE);
    CU_ASSERT_EQUAL_FATAL(d.graph.vertex_count, 6);
    CU_ASSERT_EQUAL_FATAL(d.graph.arc_count, 7);
    for (size_t v = 0; v < 6; v++) {
        CU_ASSERT_EQUAL(d.graph.vertices[v].layer, layers[v]);
        CU_ASSERT_EQUAL(d.graph.vertices[v].node, nodes[v]);
    }
    for (size_t a = 0; a < 7; a++) {
        CU_ASSERT_EQUAL(d.graph.arc_tails[a], arcs[a].tail);
        CU_ASSERT_EQUAL(d.graph.arc_heads[a], arcs[a].head);
        CU_ASSERT_EQUAL(d.graph.arc_energies_quanta[a], arcs[a].energy);
        CU_ASSERT_EQUAL(d.graph.arc_latencies_quanta[a], arcs[a].latency);
        CU_ASSERT_EQUAL(d.graph.arc_links[a], arcs[a].link);
        CU_ASSERT(d.graph.in_begin[arcs[a].head] <= a && a < d.graph.in_begin[arcs[a].head + 1]);
    }
    CU_ASSERT_EQUAL(d.graph.pruned_arc_count, 0);
    CU_ASSERT_EQUAL(d.graph.pruned_vertex_count, 0);
    drawn_free(&d);
}

static void pruning_is_counted(void)
{
    static const struct {
        int64_t deadline;
        size_t vertices;
        size_t arcs;
        size_t pruned_vertices;
        size_t pruned_arcs;
    } cases[] = {
        {100, 6, 7, 0, 0},
        {7, 6, 7, 0, 0}, /* bb needs 7 */
        {6, 5, 5, 1, 2}, /* b for block 1 is gone, with an arc in and an arc out */
        {5, 0, 0, 5, 7}, /* everything; the sink is not counted */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct drawn d = drawn_new();
        draw(&d, small_problem_with_deadline(d.arena, &two_nodes, cases[i].deadline), EXTENDED_GRAPH_PRUNED);
        CU_ASSERT_EQUAL(d.graph.vertex_count, cases[i].vertices);
        CU_ASSERT_EQUAL(d.graph.arc_count, cases[i].arcs);
        CU_ASSERT_EQUAL(d.graph.pruned_vertex_count, cases[i].pruned_vertices);
        CU_ASSERT_EQUAL(d.graph.pruned_arc_count, cases[i].pruned_arcs);
        drawn_free(&d);
    }
}

/* Counts the source-sink paths that meet the deadline, and their least energy, by looking at each. */
struct walk {
    const struct extended_graph *graph;
    int64_t deadline;
    int64_t in_time;
    int64_t late;
    int64_t least_energy;
};

static void walk_back(struct walk *walk, size_t v, int64_t energy, int64_t latency)
{
    if (v == 0) {
        if (latency <= walk->deadline) {
            walk->in_time++;
            walk->least_energy = energy < walk->least_energy ? energy : walk->least_energy;
        } else {
            walk->late++;
        }
        return;
    }
    const struct extended_graph *graph = walk->graph;
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        walk_back(walk, graph->arc_tails[a], energy + graph->arc_energies_quanta[a],
                  latency + graph->arc_latencies_quanta[a]);
    }
}

static struct walk walk_all(const struct extended_graph *graph, int64_t deadline)
{
    struct walk walk = {.graph = graph, .deadline = deadline, .least_energy = INT64_MAX};
    if (graph->vertex_count > 0) {
        walk_back(&walk, extended_graph_sink(graph), 0, 0);
    }
    return walk;
}

static void pruning_loses_no_path_in_time_for_any_deadline(void)
{
    for (int64_t deadline = 0; deadline <= 22; deadline++) {
        struct drawn whole = drawn_new();
        struct drawn pruned = drawn_new();
        draw(&whole, small_problem_with_deadline(whole.arena, &subset_sum, deadline), EXTENDED_GRAPH_WHOLE);
        draw(&pruned, small_problem_with_deadline(pruned.arena, &subset_sum, deadline),
             EXTENDED_GRAPH_PRUNED);
        const struct walk all = walk_all(&whole.graph, deadline);
        const struct walk kept = walk_all(&pruned.graph, deadline);
        CU_ASSERT_EQUAL(all.in_time + all.late, 16);
        CU_ASSERT_EQUAL(kept.in_time, all.in_time);
        CU_ASSERT_EQUAL(kept.least_energy, all.least_energy);
        CU_ASSERT_EQUAL(all.in_time, deadline < 4 ? 0 : deadline >= 19 ? 16 : deadline - 3);
        CU_ASSERT_EQUAL(pruned.graph.arc_count + pruned.graph.pruned_arc_count, whole.graph.arc_count);
        drawn_free(&whole);
        drawn_free(&pruned);
    }
}

static void configurations_share_vertices_as_long_as_their_stages_agree(void)
{
    struct drawn d = drawn_new();
    struct small_problem small = two_nodes;
    small.configuration_count = 3;
    small.depths[0] = 1;
    small.depths[1] = 2;
    small.depths[2] = 2;
    struct problem *problem = small_problem_build(d.arena, &small);
    draw(&d, problem, EXTENDED_GRAPH_WHOLE);
    /* All three are one chain: root, block 1, block 2; the third is never the first to end there. */
    CU_ASSERT_EQUAL(d.graph.prefix_count, 3);
    CU_ASSERT_EQUAL(d.graph.vertex_count, 6);
    CU_ASSERT_EQUAL(d.graph.arc_count, 9); /* two more into the sink, from block 1 */
    CU_ASSERT_EQUAL(d.graph.prefix_configurations[0], SIZE_MAX);
    CU_ASSERT_EQUAL(d.graph.prefix_configurations[1], 0);
    CU_ASSERT_EQUAL(d.graph.prefix_configurations[2], 1);
    /* A second block of its own gives the third two vertices more, and three arcs into them and two out. */
    struct stage own = *small_problem_stage(problem, 1);
    const struct stage *stages[] = {small_problem_stage(problem, 0), &own};
    problem->applications[0].configurations[2].stages = stages;
    draw(&d, problem, EXTENDED_GRAPH_WHOLE);
    CU_ASSERT_EQUAL(d.graph.prefix_count, 4);
    CU_ASSERT_EQUAL(d.graph.vertex_count, 8);
    CU_ASSERT_EQUAL(d.graph.arc_count, 14);
    /* Below the target (P5) a configuration has no vertices at all. */
    problem->applications[0].min_accuracy_ppb = 1;
    problem->applications[0].configurations[0].accuracy_ppb = 1;
    draw(&d, problem, EXTENDED_GRAPH_WHOLE);
    CU_ASSERT_EQUAL(d.graph.prefix_count, 2);
    CU_ASSERT_EQUAL(d.graph.vertex_count, 4);
    drawn_free(&d);
}

static void a_graph_without_a_path_is_empty(void)
{
    struct small_problem cases[4] = {two_nodes, two_nodes, two_nodes, two_nodes};
    cases[0].min_accuracy_ppb = 1;    /* no accurate configuration */
    cases[1].costs[1][0].energy = -1; /* block 2 may run nowhere */
    cases[1].costs[1][1].energy = -1;
    cases[2].costs[0][1].energy = -1; /* block 1 on a only, block 2 on b only, and no link */
    cases[2].costs[1][0].energy = -1;
    cases[2].link_count = 0;
    cases[3].source = 1; /* nothing leads from b to a, where block 1 must be */
    cases[3].costs[0][1].energy = -1;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int pruned = 0; pruned < 2; pruned++) {
            struct drawn d = drawn_new();
            draw(&d, small_problem_build(d.arena, &cases[i]),
                 pruned ? EXTENDED_GRAPH_PRUNED : EXTENDED_GRAPH_WHOLE);
            CU_ASSERT_EQUAL(d.graph.vertex_count, 0);
            CU_ASSERT_EQUAL(d.graph.arc_count, 0);
            CU_ASSERT_EQUAL(d.graph.pruned_arc_count, 0); /* it is not the deadline that took them */
            drawn_free(&d);
        }
    }
}

static void dead_ends_are_left_out(void)
{
    struct drawn d = drawn_new();
    struct small_problem small = two_nodes;
    small.costs[1][1].energy = -1; /* block 2 on a only, so block 1 on b leads nowhere */
    draw(&d, small_problem_build(d.arena, &small), EXTENDED_GRAPH_WHOLE);
    CU_ASSERT_EQUAL(d.graph.vertex_count, 4);
    CU_ASSERT_EQUAL(d.graph.arc_count, 3);
    drawn_free(&d);
}

static void a_path_is_decoded_to_its_nodes_and_configuration(void)
{
    struct drawn d = drawn_new();
    struct small_problem small = two_nodes;
    small.configuration_count = 2;
    small.depths[0] = 2;
    small.depths[1] = 1;
    const struct problem *problem = small_problem_build(d.arena, &small);
    draw(&d, problem, EXTENDED_GRAPH_WHOLE);
    /* Arcs: 0 s-1a, 1 s-1b, 2 1a-2a, 3 1a-2b, 4 1b-2b, 5 1a-t, 6 1b-t, 7 2a-t, 8 2b-t */
    static const size_t early[] = {1, 6};
    static const size_t late[] = {0, 3, 8};
    struct plan *plan = plan_new(d.arena, problem);
    extended_graph_decode_path(plan, d.arena, &d.graph, early, 2);
    CU_ASSERT_EQUAL(plan->applications[0].configuration, 1);
    CU_ASSERT_EQUAL(plan->applications[0].node_count, 1);
    CU_ASSERT_EQUAL(plan->applications[0].nodes[0], 1);
    extended_graph_decode_path(plan, d.arena, &d.graph, late, 3);
    CU_ASSERT_EQUAL(plan->applications[0].configuration, 0);
    CU_ASSERT_EQUAL(plan->applications[0].node_count, 2);
    CU_ASSERT_EQUAL(plan->applications[0].nodes[0], 0);
    CU_ASSERT_EQUAL(plan->applications[0].nodes[1], 1);
    drawn_free(&d);
}

/* two_nodes: the plans take 11, 8 and 4 energy, 6, 6 and 7 latency. */
static void the_dearest_path_is_known(void)
{
    struct drawn d = drawn_new();
    draw(&d, small_problem_build(d.arena, &two_nodes), EXTENDED_GRAPH_WHOLE);
    CU_ASSERT_EQUAL(extended_graph_dearest_path(d.scratch, &d.graph, d.graph.arc_energies_quanta), 11);
    CU_ASSERT_EQUAL(extended_graph_dearest_path(d.scratch, &d.graph, d.graph.arc_latencies_quanta), 7);
    drawn_free(&d);
}

void test_extended_graph_register(void)
{
    static const struct unit_test tests[] = {
        {"the whole graph is the one drawn by hand", the_whole_graph_is_the_one_drawn_by_hand},
        {"pruning is counted", pruning_is_counted},
        {"pruning loses no path in time, for any deadline", pruning_loses_no_path_in_time_for_any_deadline},
        {"configurations share vertices as long as their stages agree",
         configurations_share_vertices_as_long_as_their_stages_agree},
        {"a graph without a path is empty", a_graph_without_a_path_is_empty},
        {"dead ends are left out", dead_ends_are_left_out},
        {"a path is decoded to its nodes and configuration",
         a_path_is_decoded_to_its_nodes_and_configuration},
        {"the dearest path is known", the_dearest_path_is_known},
    };
    suite_register("extended graph", tests, sizeof tests / sizeof tests[0]);
}
