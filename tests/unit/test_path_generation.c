/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what column generation leaves of the path program enough, and its relaxation that of all paths? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <signal.h>

#include "crowd.h"
#include "lp/linear_program.h"
#include "model/solution.h"
#include "solve/path_generation.h"
#include "solve/solver.h"
#include "suites.h"

struct run {
    struct arena *arena;
    struct arena *scratch;
    struct solve_options options;
    struct path_generation generation;
    struct error error;
};

static struct run begin(void)
{
    return (struct run){
        .arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL), .options = solve_options_default()};
}

static enum status generate(struct run *run, const struct problem *problem)
{
    return path_generate(&run->generation, run->arena, run->scratch, problem, &run->options, &run->error);
}

static void end(struct run *run)
{
    arena_free(run->arena);
    arena_free(run->scratch);
}

static void the_bound_of_two_is_their_optimum(void)
{
    struct run run = begin();
    CU_ASSERT_EQUAL_FATAL(generate(&run, crowd(run.arena, 2)), STATUS_OK);
    CU_ASSERT_EQUAL(run.generation.known.outcome, OUTCOME_OPTIMAL);
    CU_ASSERT_EQUAL(run.generation.known.energy_quanta, 15);
    CU_ASSERT_FALSE(run.generation.has_program);
    end(&run);
}

/* bb beside ab takes 1.2 of 0.9: there is no room for bb, though mixes with it are cheaper than two ab. */
static void what_there_is_no_room_for_is_in_the_relaxation_only(void)
{
    struct run run = begin();
    struct solution relaxed;
    const struct problem *problem = crowd_on_b(run.arena, 2, 900000);
    CU_ASSERT_EQUAL_FATAL(generate(&run, problem), STATUS_OK);
    CU_ASSERT_EQUAL(run.generation.known.outcome, OUTCOME_OPTIMAL);
    CU_ASSERT_EQUAL(run.generation.known.energy_quanta, 16);
    path_relax(&relaxed, run.arena, run.scratch, problem, &run.options);
    CU_ASSERT_TRUE(relaxed.relaxation.is_known && !relaxed.relaxation.is_infeasible);
    CU_ASSERT_DOUBLE_EQUAL(relaxed.relaxation.value_quanta, 15.0, 1e-6);
    CU_ASSERT_FALSE(relaxed.relaxation.is_integral);
    CU_ASSERT_TRUE(relaxed.has_bound && relaxed.bound_quanta == 15);
    end(&run);
}

static void too_little_room_is_infeasible(void)
{
    struct run run = begin();
    struct solution relaxed;
    const struct problem *problem = crowd_on_b(run.arena, 3, 1000000);
    CU_ASSERT_EQUAL_FATAL(generate(&run, problem), STATUS_OK);
    CU_ASSERT_EQUAL(run.generation.known.outcome, OUTCOME_INFEASIBLE);
    CU_ASSERT_PTR_NOT_NULL(run.generation.known.proof);
    path_relax(&relaxed, run.arena, run.scratch, problem, &run.options);
    CU_ASSERT_TRUE(relaxed.relaxation.is_known && relaxed.relaxation.is_infeasible);
    end(&run);
}

static void a_raised_flag_leaves_what_is_known(void)
{
    const volatile sig_atomic_t raised = 1;
    struct run run = begin();
    struct solution relaxed;
    const struct problem *problem = crowd(run.arena, 2);
    run.options.deadline = deadline_after(INFINITY, &raised);
    CU_ASSERT_EQUAL_FATAL(generate(&run, problem), STATUS_OK);
    CU_ASSERT_TRUE(run.generation.known.outcome == OUTCOME_UNKNOWN ||
                   run.generation.known.outcome == OUTCOME_FEASIBLE);
    CU_ASSERT_PTR_NOT_NULL(run.generation.known.note);
    CU_ASSERT_FALSE(run.generation.has_program);
    path_relax(&relaxed, run.arena, run.scratch, problem, &run.options);
    CU_ASSERT_FALSE(relaxed.relaxation.is_known);
    end(&run);
}

void test_path_generation_register(void)
{
    static const struct unit_test tests[] = {
        {"the bound of two is their optimum", the_bound_of_two_is_their_optimum},
        {"what there is no room for is in the relaxation only",
         what_there_is_no_room_for_is_in_the_relaxation_only},
        {"too little room is infeasible", too_little_room_is_infeasible},
        {"a raised flag leaves what is known", a_raised_flag_leaves_what_is_known},
    };
    suite_register("path_generation", tests, sizeof tests / sizeof tests[0]);
}
