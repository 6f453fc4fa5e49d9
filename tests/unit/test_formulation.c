/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the 0/1 points of every formulation exactly the plans, with their energies? */
#include <CUnit/CUnit.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "ilp/formulation.h"
#include "lp/linear_program.h"
#include "model/plan.h"
#include "model/problem.h"
#include "small_problem.h"
#include "suites.h"
#include "verify/verify_plan.h"

/*
 * Two nodes, two blocks, exits after each; the link b -> a is missing. By hand, energy and latency of the
 * plans: a 10, 5   b 7, 5   aa 30, 14   ab 19, 11   bb 13, 7.
 */
static const struct small_problem two_by_two = {
    .nodes = 2,
    .blocks = 2,
    .costs = {{{10, 5}, {4, 1}}, {{20, 9}, {6, 2}}},
    .links = {{0, 1, 3, 4}},
    .link_count = 1,
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
    struct formulation_program program;
};

static void build(struct built *built, const struct formulation *formulation, int64_t deadline,
                  enum depth_rounding rounding)
{
    struct error error;
    *built = (struct built){.arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
    built->problem = small_problem_build(built->arena, &two_by_two);
    built->problem->applications[0].deadline_quanta = deadline;
    const struct formulation_input input = {
        .formulation = formulation, .problem = built->problem, .gamma = 5, .rounding = rounding};
    CU_ASSERT_EQUAL_FATAL(formulation_build(&built->program, built->arena, built->scratch, &input, &error),
                          STATUS_OK);
}

static void end(struct built *built)
{
    arena_free(built->arena);
    arena_free(built->scratch);
}

static bool point_is_feasible(const struct linear_program *program, const int64_t *values)
{
    bool holds = linear_program_bounds_hold(program, values);
    for (size_t i = 0; i < program->row_count && holds; i++) {
        holds = linear_program_row_holds(program, i, values);
    }
    return holds;
}

/* What all 0/1 points say: which plans there are, by bits, and that none costs less than it should. */
static unsigned plans_of(struct built *built)
{
    const struct linear_program *program = built->program.program;
    int64_t values[20] = {0};
    unsigned plans = 0;
    CU_ASSERT_FATAL(program->column_count <= 20);
    for (uint32_t point = 0; point < UINT32_C(1) << program->column_count; point++) {
        struct plan *plan = NULL;
        struct error error;
        struct evaluation evaluation;
        for (size_t j = 0; j < program->column_count; j++) {
            values[j] = (point >> j) & 1;
        }
        if (!point_is_feasible(program, values)) {
            continue;
        }
        CU_ASSERT_EQUAL_FATAL(built->program.formulation->decode(&plan, built->arena, built->scratch,
                                                                 &built->program, values, &error),
                              STATUS_OK);
        verify_plan(&evaluation, built->arena, built->problem, plan);
        const int64_t objective = (int64_t)linear_program_objective_at(program, values);
        CU_ASSERT_TRUE(evaluation.is_feasible && objective >= evaluation.energy_quanta);
        if (objective == evaluation.energy_quanta) {
            const struct plan_application *choice = &plan->applications[0];
            const size_t last = choice->nodes[choice->node_count - 1];
            plans |= 1U << (4 * (choice->node_count - 1) + 2 * choice->nodes[0] + last);
        } else {
            CU_ASSERT_PTR_NOT_NULL(built->program.follows); /* only what follows may be chosen without need */
        }
    }
    return plans;
}

/* Bits: a is 0, b is 3; of two blocks aa is 4, ab 5, bb 7. */
enum { PLAN_A = 1 << 0, PLAN_B = 1 << 3, PLAN_AA = 1 << 4, PLAN_AB = 1 << 5, PLAN_BB = 1 << 7 };

static void the_points_are_the_plans(void)
{
    static const struct {
        int64_t deadline;
        unsigned plans;
    } cases[] = {{1000, PLAN_A | PLAN_B | PLAN_AA | PLAN_AB | PLAN_BB},
                 {14, PLAN_A | PLAN_B | PLAN_AA | PLAN_AB | PLAN_BB},
                 {13, PLAN_A | PLAN_B | PLAN_AB | PLAN_BB},
                 {10, PLAN_A | PLAN_B | PLAN_BB},
                 {6, PLAN_A | PLAN_B},
                 {4, 0}};
    for (const struct formulation *each = formulation_table; each->name != NULL; each++) {
        for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
            struct built built;
            build(&built, each, cases[c].deadline, DEPTH_FLOOR);
            CU_ASSERT_TRUE(built.program.is_exact);
            CU_ASSERT_EQUAL(plans_of(&built), cases[c].plans);
            end(&built);
        }
    }
}

static void rounding_up_loses_plans_and_says_so(void)
{
    /* At deadline 14 and gamma 5, aa needs ceil(25 / 14) + ceil(45 / 14) = 6 depths, ab 2 + 3. */
    struct built built;
    build(&built, formulation_find("feasible_graph"), 14, DEPTH_CEIL);
    CU_ASSERT_FALSE(built.program.is_exact);
    CU_ASSERT_EQUAL(plans_of(&built), PLAN_A | PLAN_B | PLAN_AB | PLAN_BB);
    end(&built);
}

static void names_are_unique(void)
{
    for (const struct formulation *each = formulation_table; each->name != NULL; each++) {
        struct built built;
        build(&built, each, 1000, DEPTH_FLOOR);
        const struct linear_program *program = built.program.program;
        for (size_t i = 0; i < program->column_count; i++) {
            for (size_t j = 0; j < i; j++) {
                CU_ASSERT_STRING_NOT_EQUAL(linear_program_column_name(built.arena, program, i),
                                           linear_program_column_name(built.arena, program, j));
            }
        }
        for (size_t i = 0; i < program->row_count; i++) {
            const char *name = linear_program_row_name(built.arena, program, i);
            CU_ASSERT_EQUAL(name[0], 'P');
            for (size_t j = 0; j < i; j++) {
                CU_ASSERT_STRING_NOT_EQUAL(name, linear_program_row_name(built.arena, program, j));
            }
        }
        linear_program_add_row(built.program.program, LINEAR_NO_LOWER, 1);
        CU_ASSERT_STRING_EQUAL(linear_program_row_name(built.arena, program, program->row_count - 1),
                               "cover[1]");
        end(&built);
    }
}

static void what_is_no_plan_is_not_decoded(void)
{
    for (const struct formulation *each = formulation_table; each->name != NULL; each++) {
        struct built built;
        struct plan *plan = NULL;
        struct error error;
        build(&built, each, 1000, DEPTH_FLOOR);
        int64_t values[20] = {0};
        CU_ASSERT_EQUAL(each->decode(&plan, built.arena, built.scratch, &built.program, values, &error),
                        STATUS_SOLVER);
        for (size_t j = 0; j < built.program.program->column_count; j++) {
            values[j] = 1;
        }
        CU_ASSERT_EQUAL(each->decode(&plan, built.arena, built.scratch, &built.program, values, &error),
                        STATUS_SOLVER);
        CU_ASSERT_PTR_NULL(plan);
        end(&built);
    }
}

static void that_there_is_no_plan_is_known_where_it_is_proved(void)
{
    static const struct {
        const char *formulation;
        const char *no_plan;
    } cases[] = {{"arc_flow", NULL},
                 {"assignment", NULL},
                 {"feasible_graph", "no path in the floor graph of app (P2)-(P5), (F3)"},
                 {"path", "no path of app meets its deadline (P2)-(P5)"}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct built built;
        build(&built, formulation_find(cases[c].formulation), 3, DEPTH_FLOOR);
        CU_ASSERT_EQUAL(built.program.no_plan != NULL, cases[c].no_plan != NULL);
        if (built.program.no_plan != NULL && cases[c].no_plan != NULL) {
            CU_ASSERT_STRING_EQUAL(built.program.no_plan, cases[c].no_plan);
        }
        end(&built);
    }
    CU_ASSERT_PTR_NULL(formulation_find("simplex"));
}

void test_formulation_register(void)
{
    static const struct unit_test tests[] = {
        {"the 0/1 points that meet every row are the plans", the_points_are_the_plans},
        {"rounding up loses plans, and says so", rounding_up_loses_plans_and_says_so},
        {"names are unique", names_are_unique},
        {"what is no plan is not decoded", what_is_no_plan_is_not_decoded},
        {"that there is no plan is known where it is proved",
         that_there_is_no_plan_is_known_where_it_is_proved},
    };
    suite_register("formulation", tests, sizeof tests / sizeof tests[0]);
}
