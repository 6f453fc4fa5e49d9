/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the steps of FIN the ones that one writes down on paper? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "explain/fin_trace.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "small_problem.h"
#include "suites.h"

struct notes {
    struct trace_event events[64];
    size_t count;
};

static void note(void *context, const struct trace_event *event)
{
    struct notes *notes = context;
    CU_ASSERT_TRUE_FATAL(notes->count < 64);
    notes->events[notes->count++] = *event;
}

/* two_nodes, deadline 7, gamma 7: one depth a quantum. aa 11 at 6, ab 8 at 6, bb 4 at 7. */
static void two_nodes_are_told_step_by_step(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct extended_graph graph;
    struct feasible_graph feasible;
    struct trace_result result;
    struct notes notes = {.count = 0};
    struct error error;
    extended_graph_build(&graph, arena, scratch, small_problem_with_deadline(arena, &two_nodes, 7), 0,
                         EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&feasible, arena, &graph, 7, DEPTH_CEIL);
    CU_ASSERT_EQUAL(fin_trace_run(&result, arena, scratch, &feasible, note, &notes, &error), STATUS_OK);
    CU_ASSERT_TRUE(result.found);
    CU_ASSERT_EQUAL(result.energy_quanta, 4);
    CU_ASSERT_EQUAL(result.depth, 7);
    CU_ASSERT_EQUAL(result.arc_count, 3);
    size_t kinds[4] = {0};
    for (size_t i = 0; i < notes.count; i++) {
        kinds[notes.events[i].kind]++;
    }
    /* Into first: 2 ways. Into last: 3, to three replicas. Into the exit: 11 and 8 at depth 6, 4 at 7. */
    CU_ASSERT_EQUAL(kinds[TRACE_RELAX], 2 + 3 + 3);
    CU_ASSERT_EQUAL(kinds[TRACE_REJECT], 0);
    CU_ASSERT_EQUAL(kinds[TRACE_SETTLE], 1 + 2 + 3 + 2);
    CU_ASSERT_EQUAL(kinds[TRACE_FINISH], 1);
    CU_ASSERT_EQUAL(notes.events[0].kind, TRACE_SETTLE);
    CU_ASSERT_EQUAL(notes.events[notes.count - 1].kind, TRACE_FINISH);
    arena_free(scratch);
    arena_free(arena);
}

/* At gamma 2 of deadline 7 every arc but those into the exit climbs 1 or 2; ab and bb need 1 + 2, 2 + 1 > 2.
 */
static void what_is_beyond_gamma_is_rejected(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct extended_graph graph;
    struct feasible_graph feasible;
    struct trace_result result;
    struct notes notes = {.count = 0};
    struct error error;
    size_t beyond = 0;
    extended_graph_build(&graph, arena, scratch, small_problem_with_deadline(arena, &two_nodes, 7), 0,
                         EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&feasible, arena, &graph, 2, DEPTH_CEIL);
    CU_ASSERT_EQUAL(fin_trace_run(&result, arena, scratch, &feasible, note, &notes, &error), STATUS_OK);
    for (size_t i = 0; i < notes.count; i++) {
        beyond += notes.events[i].reason == TRACE_BEYOND || notes.events[i].reason == TRACE_DEAD_END;
        if (notes.events[i].kind == TRACE_RELAX) {
            CU_ASSERT_TRUE(notes.events[i].depth <= 2);
        }
    }
    CU_ASSERT_TRUE(beyond > 0);
    arena_free(scratch);
    arena_free(arena);
}

static void a_trace_that_is_too_long_is_refused_before_it_begins(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct extended_graph graph;
    struct feasible_graph feasible;
    struct trace_result result;
    struct notes notes = {.count = 0};
    struct error error;
    extended_graph_build(&graph, arena, scratch, small_problem_with_deadline(arena, &subset_sum, 12), 0,
                         EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&feasible, arena, &graph, GAMMA_LIMIT, DEPTH_CEIL);
    CU_ASSERT_EQUAL(fin_trace_run(&result, arena, scratch, &feasible, note, &notes, &error),
                    STATUS_UNSUPPORTED);
    CU_ASSERT_EQUAL(notes.count, 0);
    arena_free(scratch);
    arena_free(arena);
}

void test_fin_trace_register(void)
{
    static const struct unit_test tests[] = {
        {"two nodes are told step by step", two_nodes_are_told_step_by_step},
        {"what is beyond gamma is rejected", what_is_beyond_gamma_is_rejected},
        {"a trace that is too long is refused before it begins",
         a_trace_that_is_too_long_is_refused_before_it_begins},
    };
    suite_register("trace of FIN", tests, sizeof tests / sizeof tests[0]);
}
