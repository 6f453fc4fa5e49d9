/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the 0/1 points of the arc-flow program exactly the plans, with their energies? */
#include <CUnit/CUnit.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "ilp/arc_flow.h"
#include "lp/linear_program.h"
#include "model/plan.h"
#include "model/problem.h"
#include "small_problem.h"
#include "suites.h"

/* Two nodes joined both ways, two blocks, exits after each; four plans per depth 2 and two per depth 1. */
static const struct small_problem two_by_two = {
    .nodes = 2,
    .blocks = 2,
    .costs = {{{10, 5}, {4, 1}}, {{20, 9}, {6, 2}}},
    .links = {{0, 1, 3, 4}, {1, 0, 3, 4}},
    .link_count = 2,
    .depths = {1, 2},
    .accuracies_ppb = {500000000, 900000000},
    .configuration_count = 2,
    .source = 0,
    .deadline = 1000,
};

struct built {
    struct arena *arena;
    struct arena *scratch;
    struct problem *problem;
    struct extended_graph *graphs;
    struct arc_flow flow;
};

static void build_flow(struct built *built)
{
    const size_t count = built->problem->application_count;
    built->graphs = ARENA_ARRAY(built->arena, struct extended_graph, count);
    for (size_t h = 0; h < count; h++) {
        extended_graph_build(&built->graphs[h], built->arena, built->scratch, built->problem, h,
                             EXTENDED_GRAPH_WHOLE);
    }
    arc_flow_build(&built->flow, built->arena, built->scratch, built->problem, built->graphs);
}

static void begin(struct built *built, const struct small_problem *small)
{
    built->arena = arena_new(NULL, NULL);
    built->scratch = arena_new(NULL, NULL);
    built->problem = small_problem_build(built->arena, small);
}

static void end(struct built *built)
{
    arena_free(built->arena);
    arena_free(built->scratch);
}

/* The same application twice, as "app" and "twin". */
static void double_application(struct built *built)
{
    struct problem_application *both = ARENA_ARRAY(built->arena, struct problem_application, 2);
    both[0] = built->problem->applications[0];
    both[1] = both[0];
    both[1].id = "twin";
    built->problem->applications = both;
    built->problem->application_count = 2;
}

static bool point_is_feasible(const struct linear_program *program, const int64_t *values)
{
    bool holds = linear_program_bounds_hold(program, values);
    for (size_t i = 0; i < program->row_count && holds; i++) {
        holds = linear_program_row_holds(program, i, values);
    }
    return holds;
}

/* How many of all 0/1 points meet every row; the least objective among them in `*least`. */
static size_t count_points(struct built *built, int64_t *least)
{
    const struct linear_program *program = built->flow.program;
    CU_ASSERT_FATAL(program->column_count <= 24);
    int64_t values[24] = {0};
    size_t count = 0;
    *least = INT64_MAX;
    for (uint32_t point = 0; point < UINT32_C(1) << program->column_count; point++) {
        for (size_t j = 0; j < program->column_count; j++) {
            values[j] = (point >> j) & 1;
        }
        struct plan *plan = NULL;
        struct error error = {.message = ""};
        if (!point_is_feasible(program, values)) {
            continue;
        }
        CU_ASSERT_EQUAL(arc_flow_decode(&plan, built->arena, built->scratch, &built->flow, values, &error),
                        STATUS_OK);
        const int64_t objective = (int64_t)linear_program_objective_at(program, values);
        *least = objective < *least ? objective : *least;
        count++;
    }
    return count;
}

static size_t find_row(const struct built *built, const char *name)
{
    const struct linear_program *program = built->flow.program;
    size_t i = 0;
    while (i < program->row_count && strcmp(linear_program_row_name(built->scratch, program, i), name) != 0) {
        i++;
    }
    return i;
}

static size_t find_column(const struct built *built, const char *name)
{
    const struct linear_program *program = built->flow.program;
    size_t j = 0;
    while (j < program->column_count &&
           strcmp(linear_program_column_name(built->scratch, program, j), name) != 0) {
        j++;
    }
    return j;
}

static void the_points_are_the_plans(void)
{
    /*
     * By hand, energy and latency:  a 10, 5   b 7, 5   aa 30, 14   ab 19, 11   ba 30, 18   bb 13, 7.
     */
    static const struct {
        int64_t deadline;
        size_t plans;
        int64_t least;
    } cases[] = {{18, 6, 7}, {17, 5, 7}, {11, 4, 7}, {10, 3, 7}, {5, 2, 7}, {4, 0, INT64_MAX}, {1000, 6, 7}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct built built;
        begin(&built, &two_by_two);
        built.problem->applications[0].deadline_quanta = cases[c].deadline;
        build_flow(&built);
        int64_t least = 0;
        CU_ASSERT_EQUAL(count_points(&built, &least), cases[c].plans);
        CU_ASSERT_EQUAL(least, cases[c].least);
        end(&built);
    }
}

static void names_are_unique_and_say_what_they_are(void)
{
    struct built built;
    begin(&built, &two_by_two);
    build_flow(&built);
    const struct linear_program *program = built.flow.program;
    CU_ASSERT_NOT_EQUAL(find_column(&built, "x[app,1,a,b,1]"), program->column_count);
    CU_ASSERT_NOT_EQUAL(find_column(&built, "x[app,2,b,b,2]"), program->column_count);
    CU_ASSERT_NOT_EQUAL(find_column(&built, "x[app,exit,b,exit1]"), program->column_count);
    CU_ASSERT_EQUAL(find_row(&built, "P1[app]"), 0);
    CU_ASSERT_NOT_EQUAL(find_row(&built, "P2[app,2,b,2]"), program->row_count);
    CU_ASSERT_EQUAL(find_row(&built, "P4[app]"), program->row_count - 1);
    for (size_t j = 0; j < program->column_count; j++) {
        CU_ASSERT_EQUAL(find_column(&built, linear_program_column_name(built.scratch, program, j)), j);
    }
    for (size_t i = 0; i < program->row_count; i++) {
        CU_ASSERT_EQUAL(find_row(&built, linear_program_row_name(built.scratch, program, i)), i);
    }
    linear_program_add_row(built.flow.program, LINEAR_NO_LOWER, 1);
    CU_ASSERT_STRING_EQUAL(linear_program_row_name(built.scratch, program, program->row_count - 1),
                           "cover[1]");
    end(&built);
}

static void an_arc_slower_than_the_deadline_is_fixed(void)
{
    struct built built;
    begin(&built, &two_by_two);
    built.problem->applications[0].deadline_quanta = 8;
    build_flow(&built);
    const size_t slow = find_column(&built, "x[app,2,a,a,2]");
    const size_t fast = find_column(&built, "x[app,2,b,b,2]");
    CU_ASSERT_EQUAL(built.flow.program->columns[slow].upper, 0);
    CU_ASSERT_EQUAL(built.flow.program->columns[fast].upper, 1);
    CU_ASSERT_EQUAL(built.flow.program->rows[find_row(&built, "P4[app]")].upper, 8);
    end(&built);
}

static void a_late_deadline_becomes_the_slowest_path(void)
{
    struct built built;
    begin(&built, &two_by_two);
    build_flow(&built);
    CU_ASSERT_EQUAL(built.flow.program->rows[find_row(&built, "P4[app]")].upper, 18);
    end(&built);
}

static void shared_rows_are_there_only_if_they_can_bind(void)
{
    struct built built;
    begin(&built, &two_by_two);
    double_application(&built);
    /* Each block loads any node by 300 000 and uses 7 bytes; each transfer loads its link by 400 000. */
    for (size_t block = 0; block < 2; block++) {
        struct stage *stage = small_problem_stage(built.problem, block);
        int64_t *node_loads = ARENA_ARRAY(built.arena, int64_t, 2);
        int64_t *link_loads = ARENA_ARRAY(built.arena, int64_t, 2);
        node_loads[0] = node_loads[1] = 300000;
        link_loads[0] = link_loads[1] = 400000;
        stage->compute_load_ppm = node_loads;
        stage->transfer_load_ppm = link_loads;
        stage->memory_bytes = 7;
    }
    built.problem->nodes[0].capacity_ppm = 1200000; /* 4 blocks fit */
    built.problem->nodes[1].capacity_ppm = 1199999; /* 3 do */
    built.problem->nodes[0].memory_bytes = 27;
    built.problem->nodes[1].memory_bytes = 28;
    built.problem->links[0].capacity_ppm = 1599999;
    built.problem->links[1].capacity_ppm = 1600000;
    build_flow(&built);
    const size_t none = built.flow.program->row_count;
    CU_ASSERT_EQUAL(find_row(&built, "P6[a]"), none);
    CU_ASSERT_NOT_EQUAL(find_row(&built, "P6[b]"), none);
    CU_ASSERT_NOT_EQUAL(find_row(&built, "P7[a]"), none);
    CU_ASSERT_EQUAL(find_row(&built, "P7[b]"), none);
    CU_ASSERT_NOT_EQUAL(find_row(&built, "P8[a,b]"), none);
    CU_ASSERT_EQUAL(find_row(&built, "P8[b,a]"), none);
    CU_ASSERT_NOT_EQUAL(find_row(&built, "P4[twin]"), none);
    /* 6 plans each; "bb" twice breaks (P6), "aa" twice breaks (P7), no path takes link a->b twice. */
    int64_t least = 0;
    CU_ASSERT_EQUAL(count_points(&built, &least), 34);
    CU_ASSERT_EQUAL(least, 14);
    end(&built);
}

static void a_point_decodes_to_its_plan(void)
{
    struct built built;
    begin(&built, &two_by_two);
    build_flow(&built);
    int64_t values[24] = {0};
    values[find_column(&built, "x[app,1,a,b,1]")] = 1;
    values[find_column(&built, "x[app,2,b,a,2]")] = 1;
    values[find_column(&built, "x[app,exit,a,exit2]")] = 1;
    struct plan *plan = NULL;
    struct error error = {.message = ""};
    CU_ASSERT_EQUAL_FATAL(arc_flow_decode(&plan, built.arena, built.scratch, &built.flow, values, &error),
                          STATUS_OK);
    CU_ASSERT_EQUAL(plan->applications[0].configuration, 1);
    CU_ASSERT_EQUAL_FATAL(plan->applications[0].node_count, 2);
    CU_ASSERT_EQUAL(plan->applications[0].nodes[0], 1);
    CU_ASSERT_EQUAL(plan->applications[0].nodes[1], 0);
    CU_ASSERT_EQUAL((int64_t)linear_program_objective_at(built.flow.program, values), 30);
    end(&built);
}

static void what_is_not_one_path_is_not_decoded(void)
{
    static const struct {
        const char *why;
        const char *columns[5];
        int64_t value;
    } cases[] = {
        {"nothing is chosen", {NULL}, 1},
        {"the path does not end", {"x[app,1,a,b,1]", "x[app,2,b,b,2]", NULL}, 1},
        {"the path does not begin", {"x[app,2,b,b,2]", "x[app,exit,b,exit2]", NULL}, 1},
        {"the path has a hole", {"x[app,1,a,b,1]", "x[app,exit,b,exit2]", NULL}, 1},
        {"two units are sent", {"x[app,1,a,b,1]", "x[app,exit,b,exit1]", NULL}, 2},
        {"an arc beside the path",
         {"x[app,1,a,b,1]", "x[app,2,b,b,2]", "x[app,exit,b,exit2]", "x[app,2,a,a,2]", NULL},
         1},
        {"two paths",
         {"x[app,1,a,b,1]", "x[app,exit,b,exit1]", "x[app,1,a,a,1]", "x[app,exit,a,exit1]", NULL},
         1},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct built built;
        begin(&built, &two_by_two);
        build_flow(&built);
        int64_t values[24] = {0};
        for (size_t k = 0; cases[c].columns[k] != NULL; k++) {
            const size_t column = find_column(&built, cases[c].columns[k]);
            CU_ASSERT_FATAL(column < built.flow.program->column_count);
            values[column] = cases[c].value;
        }
        struct plan *plan = NULL;
        struct error error = {.message = ""};
        CU_ASSERT_EQUAL(arc_flow_decode(&plan, built.arena, built.scratch, &built.flow, values, &error),
                        STATUS_SOLVER);
        CU_ASSERT_PTR_NULL(plan);
        CU_ASSERT_STRING_EQUAL(error.message, "the chosen arcs of app are not one path from source to sink");
        end(&built);
    }
}

void test_arc_flow_register(void)
{
    static const struct unit_test tests[] = {
        {"the 0/1 points that meet every row are the plans", the_points_are_the_plans},
        {"names are unique and say what they are", names_are_unique_and_say_what_they_are},
        {"an arc slower than the deadline is fixed to 0", an_arc_slower_than_the_deadline_is_fixed},
        {"a late deadline becomes the slowest path", a_late_deadline_becomes_the_slowest_path},
        {"rows (P6)-(P8) are there only if they can bind", shared_rows_are_there_only_if_they_can_bind},
        {"a point decodes to its plan", a_point_decodes_to_its_plan},
        {"what is not one path is not decoded", what_is_not_one_path_is_not_decoded},
    };
    suite_register("arc_flow", tests, sizeof tests / sizeof tests[0]);
}
