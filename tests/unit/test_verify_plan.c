/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a valid plan accepted with the right sums, and does breaking one thing give exactly the one violation?
 */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "model/plan.h"
#include "small_problem.h"
#include "suites.h"
#include "verify/verify_plan.h"

/*
 * a -> b -> c, two exits. The valid plan is exit2 on a, b:
 *   energy 5 + (1 + 2) = 8, latency 3 + (2 + 1) = 6, load a 100, load b 40, memory a 1000, b 300, link
 * a->b 30.
 */
static const struct small_problem three_in_a_row = {
    .nodes = 3,
    .blocks = 2,
    .costs = {{{5, 3}, {1, 4}, {1, 1}}, {{6, 3}, {2, 1}, {1, 1}}},
    .links = {{0, 1, 1, 2}, {1, 2, 4, 4}},
    .link_count = 2,
    .configuration_count = 2,
    .depths = {1, 2},
    .accuracies_ppb = {600000000, 900000000},
    .min_accuracy_ppb = 800000000,
    .deadline = 6,
};

static const int64_t compute_loads[2][3] = {{100, 50, 20}, {80, 40, 10}};
static const int64_t transfer_loads[2][2] = {{60, 70}, {30, 20}};

struct judged {
    struct arena *arena;
    struct problem *problem;
    struct plan *plan;
};

static struct judged valid_plan(void)
{
    struct judged j = {.arena = arena_new(NULL, NULL)};
    j.problem = small_problem_build(j.arena, &three_in_a_row);
    for (size_t i = 0; i < 2; i++) {
        struct stage *stage = small_problem_stage(j.problem, i);
        stage->compute_load_ppm = compute_loads[i];
        stage->transfer_load_ppm = transfer_loads[i];
        stage->memory_bytes = i == 0 ? 1000 : 300;
    }
    j.plan = plan_new(j.arena, j.problem);
    size_t *nodes = ARENA_ARRAY(j.arena, size_t, 3); /* room for a node too many */
    nodes[1] = 1;
    j.plan->applications[0] = (struct plan_application){.configuration = 1, .nodes = nodes, .node_count = 2};
    return j;
}

static void a_valid_plan_is_accepted_with_its_sums(void)
{
    struct judged j = valid_plan();
    struct evaluation evaluation;
    verify_plan(&evaluation, j.arena, j.problem, j.plan);
    CU_ASSERT_TRUE(evaluation.is_feasible);
    CU_ASSERT_EQUAL(evaluation.violation_count, 0);
    CU_ASSERT_EQUAL(evaluation.energy_quanta, 8);
    CU_ASSERT_EQUAL(evaluation.applications[0].energy_quanta, 8);
    CU_ASSERT_EQUAL(evaluation.applications[0].compute_energy_quanta, 7);
    CU_ASSERT_EQUAL(evaluation.applications[0].latency_quanta, 6);
    CU_ASSERT_EQUAL(evaluation.applications[0].compute_latency_quanta, 4);
    CU_ASSERT_EQUAL(evaluation.node_loads_ppm[0], 100);
    CU_ASSERT_EQUAL(evaluation.node_loads_ppm[1], 40);
    CU_ASSERT_EQUAL(evaluation.node_loads_ppm[2], 0);
    CU_ASSERT_EQUAL(evaluation.node_memory_bytes[0], 1000);
    CU_ASSERT_EQUAL(evaluation.node_memory_bytes[1], 300);
    CU_ASSERT_EQUAL(evaluation.link_loads_ppm[0], 30);
    CU_ASSERT_EQUAL(evaluation.link_loads_ppm[1], 0);
    arena_free(j.arena);
}

static void not_placed(struct judged *j)
{
    j->plan->applications[0].configuration = PLAN_NO_CONFIGURATION;
}

static void no_such_configuration(struct judged *j)
{
    j->plan->applications[0].configuration = 2;
}

static void left_out(struct judged *j)
{
    j->plan->application_count = 0;
}

static void a_node_too_few(struct judged *j)
{
    j->plan->applications[0].node_count = 1;
}

static void a_node_too_many(struct judged *j)
{
    j->plan->applications[0].node_count = 3;
}

static void no_such_node(struct judged *j)
{
    j->plan->applications[0].nodes[1] = 3;
}

static void no_link_between_blocks(struct judged *j)
{
    j->plan->applications[0].nodes[1] = 2;
}

static void no_link_from_the_source(struct judged *j)
{
    j->plan->applications[0].nodes[0] = 2;
    j->plan->applications[0].nodes[1] = 2;
}

static void a_node_not_allowed(struct judged *j)
{
    static const bool allowed[] = {true, false, true};
    small_problem_stage(j->problem, 1)->allowed = allowed;
}

static void a_quantum_late(struct judged *j)
{
    j->problem->applications[0].deadline_quanta = 5;
}

static void not_accurate_enough(struct judged *j)
{
    j->problem->applications[0].min_accuracy_ppb = 900000003;
}

static void too_much_load(struct judged *j)
{
    j->problem->nodes[1].capacity_ppm = 39;
}

static void too_much_memory(struct judged *j)
{
    j->problem->nodes[0].memory_bytes = 999;
}

static void too_much_traffic(struct judged *j)
{
    j->problem->links[0].capacity_ppm = 29;
}

static void breaking_one_thing_gives_exactly_one_violation(void)
{
    static const struct {
        void (*mutate)(struct judged *judged);
        const char *tag;
        const char *subject;
        int64_t value;
        int64_t limit;
        int64_t excess;
    } cases[] = {
        {not_placed, "P1", "app", 0, 1, 1},
        {no_such_configuration, "P1", "app", 0, 1, 1},
        {left_out, "P1", "app", 0, 1, 1},
        {a_node_too_few, "P1", "app", 1, 2, 1},
        {a_node_too_many, "P1", "app", 3, 2, 1},
        {no_such_node, "P1", "app", 1, 2, 1},
        {no_link_between_blocks, "P2", "app/2", 1, 0, 1},
        {no_link_from_the_source, "P2", "app/1", 1, 0, 1},
        {a_node_not_allowed, "P3", "app/2", 1, 0, 1},
        {a_quantum_late, "P4", "app", 6, 5, 1},
        {not_accurate_enough, "P5", "app", 900000000, 900000003, 3},
        {too_much_load, "P6", "b", 40, 39, 1},
        {too_much_memory, "P7", "a", 1000, 999, 1},
        {too_much_traffic, "P8", "a->b", 30, 29, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct judged j = valid_plan();
        cases[i].mutate(&j);
        struct evaluation evaluation;
        verify_plan(&evaluation, j.arena, j.problem, j.plan);
        CU_ASSERT_FALSE(evaluation.is_feasible);
        CU_ASSERT_EQUAL_FATAL(evaluation.violation_count, 1);
        const struct violation *violation = &evaluation.violations[0];
        CU_ASSERT_STRING_EQUAL(violation->tag, cases[i].tag);
        CU_ASSERT_STRING_EQUAL(violation->subject, cases[i].subject);
        CU_ASSERT_EQUAL(violation->value, cases[i].value);
        CU_ASSERT_EQUAL(violation->limit, cases[i].limit);
        CU_ASSERT_EQUAL(violation->excess, cases[i].excess);
        /* The message starts with the tag and names the subject's first word. */
        CU_ASSERT_EQUAL(violation->message[0], '(');
        CU_ASSERT_NSTRING_EQUAL(violation->message + 1, cases[i].tag, 2);
        arena_free(j.arena);
    }
}

static void the_message_of_a_late_plan_has_quanta_seconds_and_deadline(void)
{
    struct judged j = valid_plan();
    j.problem->applications[0].deadline_quanta = 5;
    j.problem->time_quantum_s = 1e-3;
    struct evaluation evaluation;
    verify_plan(&evaluation, j.arena, j.problem, j.plan);
    CU_ASSERT_STRING_EQUAL(evaluation.violations[0].message,
                           "(P4) latency of app is 6 quanta (6 ms), deadline 5");
    arena_free(j.arena);
}

static void everything_that_is_wrong_is_named_in_one_run(void)
{
    struct judged j = valid_plan();
    a_node_not_allowed(&j);
    not_accurate_enough(&j);
    too_much_memory(&j);
    too_much_traffic(&j);
    j.problem->applications[0].deadline_quanta = 4;
    struct evaluation evaluation;
    verify_plan(&evaluation, j.arena, j.problem, j.plan);
    static const char *const tags[] = {"P3", "P4", "P5", "P7", "P8"};
    CU_ASSERT_EQUAL_FATAL(evaluation.violation_count, 5);
    for (size_t i = 0; i < 5; i++) {
        CU_ASSERT_STRING_EQUAL(evaluation.violations[i].tag, tags[i]);
    }
    /* Block 2 may not run on b: its transfer is still paid, its computation is not. */
    CU_ASSERT_EQUAL(evaluation.energy_quanta, 6);
    arena_free(j.arena);
}

/* More violations than the first room for them. */
static void many_violations_are_all_kept(void)
{
    enum { APPLICATIONS = 30 };
    struct judged j = valid_plan();
    struct problem_application *copies = ARENA_ARRAY(j.arena, struct problem_application, APPLICATIONS);
    for (size_t h = 0; h < APPLICATIONS; h++) {
        copies[h] = j.problem->applications[0];
        copies[h].id = arena_printf(j.arena, "app%zu", h);
    }
    j.problem->applications = copies;
    j.problem->application_count = APPLICATIONS;
    struct evaluation evaluation;
    verify_plan(&evaluation, j.arena, j.problem, plan_new(j.arena, j.problem));
    CU_ASSERT_EQUAL_FATAL(evaluation.violation_count, APPLICATIONS);
    CU_ASSERT_STRING_EQUAL(evaluation.violations[0].subject, "app0");
    CU_ASSERT_STRING_EQUAL(evaluation.violations[29].subject, "app29");
    arena_free(j.arena);
}

static void shared_rows_are_sums_over_all_applications(void)
{
    struct judged j = valid_plan();
    struct problem_application copies[] = {j.problem->applications[0], j.problem->applications[0]};
    copies[1].id = "second";
    j.problem->applications = copies;
    j.problem->application_count = 2;
    struct plan *plan = plan_new(j.arena, j.problem);
    plan->applications[0] = j.plan->applications[0];
    plan->applications[1] = j.plan->applications[0];
    struct evaluation evaluation;
    verify_plan(&evaluation, j.arena, j.problem, plan);
    CU_ASSERT_TRUE(evaluation.is_feasible);
    CU_ASSERT_EQUAL(evaluation.energy_quanta, 16);
    CU_ASSERT_EQUAL(evaluation.node_loads_ppm[0], 200);
    /* Each alone would fit. */
    j.problem->nodes[0].capacity_ppm = 199;
    j.problem->nodes[1].memory_bytes = 599;
    j.problem->links[0].capacity_ppm = 59;
    verify_plan(&evaluation, j.arena, j.problem, plan);
    CU_ASSERT_EQUAL_FATAL(evaluation.violation_count, 3);
    static const char *const tags[] = {"P6", "P7", "P8"};
    static const char *const subjects[] = {"a", "b", "a->b"};
    static const int64_t values[] = {200, 600, 60};
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_STRING_EQUAL(evaluation.violations[i].tag, tags[i]);
        CU_ASSERT_STRING_EQUAL(evaluation.violations[i].subject, subjects[i]);
        CU_ASSERT_EQUAL(evaluation.violations[i].value, values[i]);
        CU_ASSERT_EQUAL(evaluation.violations[i].excess, 1);
    }
    /* Deadlines are each application's own. */
    j.problem->nodes[0].capacity_ppm = 200;
    j.problem->nodes[1].memory_bytes = 600;
    j.problem->links[0].capacity_ppm = 60;
    copies[1].deadline_quanta = 5;
    verify_plan(&evaluation, j.arena, j.problem, plan);
    CU_ASSERT_EQUAL_FATAL(evaluation.violation_count, 1);
    CU_ASSERT_STRING_EQUAL(evaluation.violations[0].subject, "second");
    arena_free(j.arena);
}

/*
 * a and b as shares of one node: both loads, 100 on entering a and 40 on entering b, and both memories are the
 * node's. A second block that stays on b adds nothing.
 */
static void shares_of_a_node_are_charged_to_it_on_entering(void)
{
    struct judged j = valid_plan();
    struct evaluation evaluation;
    j.problem->nodes[0].is_share = true;
    j.problem->nodes[0].id = "edge@0.25";
    j.problem->nodes[1].is_share = true;
    j.problem->nodes[1].id = "edge@0.5";
    j.problem->nodes[1].place = 1;
    j.problem->nodes[0].capacity_ppm = 140;
    verify_plan(&evaluation, j.arena, j.problem, j.plan);
    CU_ASSERT_TRUE(evaluation.is_feasible);
    CU_ASSERT_EQUAL(evaluation.node_loads_ppm[0], 140);
    CU_ASSERT_EQUAL(evaluation.node_memory_bytes[0], 1300);
    j.problem->nodes[0].capacity_ppm = 139;
    verify_plan(&evaluation, j.arena, j.problem, j.plan);
    CU_ASSERT_EQUAL_FATAL(evaluation.violation_count, 1);
    CU_ASSERT_STRING_EQUAL(evaluation.violations[0].tag, "P6");
    CU_ASSERT_STRING_EQUAL(evaluation.violations[0].subject, "edge");
    CU_ASSERT_EQUAL(evaluation.violations[0].excess, 1);
    j.plan->applications[0].nodes[0] = 1; /* both blocks on b: entered once, by block 1 */
    verify_plan(&evaluation, j.arena, j.problem, j.plan);
    CU_ASSERT_EQUAL(evaluation.node_loads_ppm[0], compute_loads[0][1]);
    arena_free(j.arena);
}

void test_verify_plan_register(void)
{
    static const struct unit_test tests[] = {
        {"a valid plan is accepted with its sums", a_valid_plan_is_accepted_with_its_sums},
        {"breaking one thing gives exactly one violation", breaking_one_thing_gives_exactly_one_violation},
        {"the message of a late plan has quanta, seconds and deadline",
         the_message_of_a_late_plan_has_quanta_seconds_and_deadline},
        {"everything that is wrong is named in one run", everything_that_is_wrong_is_named_in_one_run},
        {"many violations are all kept", many_violations_are_all_kept},
        {"shared rows are sums over all applications", shared_rows_are_sums_over_all_applications},
        {"shares of a node are charged to it on entering", shares_of_a_node_are_charged_to_it_on_entering},
    };
    suite_register("verify plan", tests, sizeof tests / sizeof tests[0]);
}
