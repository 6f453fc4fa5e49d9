/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is an infeasible instance explained in the words and numbers of its file? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "explain/why_infeasible.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "small_instance.h"
#include "solve/solver.h"
#include "suites.h"

struct fixture {
    struct arena *arena;
    struct arena *scratch;
    struct instance *instance;
    const struct problem *problem;
    struct why_infeasible why;
};

/* Fastest to the end: all on b, 2 + 0.5 + 2 = 4.5 ms; to exit1 on a: 2 ms. */
static void set_up(struct fixture *f)
{
    f->arena = arena_new(NULL, NULL);
    f->scratch = arena_new(NULL, NULL);
    f->instance = small_instance_new(f->arena);
    f->instance->applications[0].min_accuracy = 0.9;
    f->instance->applications[0].max_latency_s = 0.004;
}

static void explain(struct fixture *f)
{
    const struct solve_options options = solve_options_default();
    struct error error;
    CU_ASSERT_EQUAL_FATAL(quantize(&f->problem, f->arena, f->instance, &error), STATUS_OK);
    why_infeasible_find(&f->why, f->arena, f->scratch, f->instance, f->problem, &options);
}

static const char *hint(const struct fixture *f)
{
    return why_infeasible_hint(f->arena, &f->why, f->instance, f->problem);
}

static void tear_down(struct fixture *f)
{
    arena_free(f->scratch);
    arena_free(f->arena);
}

static void what_is_enough_is_said_in_units_of_the_file(void)
{
    struct fixture f;
    set_up(&f);
    explain(&f);
    CU_ASSERT_TRUE(f.why.is_minimal);
    CU_ASSERT_EQUAL(f.why.relaxation_count, 2);
    CU_ASSERT_STRING_EQUAL(hint(&f),
                           "deadline of app >= 4.5 ms (now 4 ms), or accuracy of app <= 0.6 (now 0.9)");
    tear_down(&f);
}

static void memory_is_told_in_bytes_and_nodes_by_name(void)
{
    struct fixture f;
    set_up(&f);
    bool *only_a = ARENA_ARRAY(f.arena, bool, 2);
    only_a[0] = true;
    f.instance->applications[0].max_latency_s = 0.05;
    f.instance->applications[0].allowed_nodes[1] = only_a;
    f.instance->nodes[0].memory_bytes = 100;
    f.instance->models[0].blocks[1].memory_bytes = 300;
    explain(&f);
    CU_ASSERT_STRING_EQUAL(hint(&f),
                           "accuracy of app <= 0.6 (now 0.9), or block last of app allowed on b too, or "
                           "memory_bytes of a >= 300 (now 100)");
    tear_down(&f);
}

static void two_conflicts_at_once_have_no_single_remedy(void)
{
    struct fixture f;
    set_up(&f);
    f.instance->applications[0].min_accuracy = 0.95;   /* above every exit */
    f.instance->applications[0].max_latency_s = 0.001; /* below every plan */
    explain(&f);
    CU_ASSERT_EQUAL_FATAL(f.why.relaxation_count, 1);
    CU_ASSERT_PTR_NULL(hint(&f));
    CU_ASSERT_STRING_EQUAL(relaxation_words(f.arena, &f.why.relaxations[0], f.instance, f.problem),
                           "deadline of app: no value is enough alone");
    tear_down(&f);
}

static void a_missing_link_is_named(void)
{
    struct fixture f;
    set_up(&f);
    f.instance->applications[0].max_latency_s = 0.05;
    f.instance->applications[0].source = 1; /* b, from which no link leads to a */
    bool *only_a = ARENA_ARRAY(f.arena, bool, 2);
    only_a[0] = true;
    f.instance->applications[0].allowed_nodes[0] = only_a;
    explain(&f);
    CU_ASSERT_STRING_EQUAL(hint(&f), "block first of app allowed on b too, or a link b -> a, if fast enough");
    tear_down(&f);
}

static void when_time_is_up_nothing_is_claimed(void)
{
    struct fixture f;
    struct error error;
    struct solve_options options = solve_options_default();
    set_up(&f);
    options.deadline = deadline_after(0.0, NULL);
    CU_ASSERT_EQUAL_FATAL(quantize(&f.problem, f.arena, f.instance, &error), STATUS_OK);
    why_infeasible_find(&f.why, f.arena, f.scratch, f.instance, f.problem, &options);
    CU_ASSERT_FALSE(f.why.is_minimal);
    CU_ASSERT_PTR_NULL(hint(&f));
    CU_ASSERT_STRING_EQUAL(relaxation_words(f.arena, &f.why.relaxations[0], f.instance, f.problem),
                           "deadline of app: undecided, a limit came first");
    tear_down(&f);
}

void test_why_infeasible_register(void)
{
    static const struct unit_test tests[] = {
        {"what is enough is said in units of the file", what_is_enough_is_said_in_units_of_the_file},
        {"memory is told in bytes and nodes by name", memory_is_told_in_bytes_and_nodes_by_name},
        {"two conflicts at once have no single remedy", two_conflicts_at_once_have_no_single_remedy},
        {"a missing link is named", a_missing_link_is_named},
        {"when time is up nothing is claimed", when_time_is_up_nothing_is_claimed},
    };
    suite_register("why infeasible", tests, sizeof tests / sizeof tests[0]);
}
