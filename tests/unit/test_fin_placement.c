/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a placement find the cheapest path that has room, and stop when its time is up? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "small_problem.h"
#include "solve/fin_placement.h"
#include "suites.h"

/* FIN's only application of `problem` at gamma = deadline, beside nothing; the energy, or -1 for no place. */
static int64_t energy_of(const struct problem *problem, struct deadline limit)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct resource_usage nothing;
    struct fin_application fin;
    struct fin_placement placement;
    resource_usage_init(&nothing, arena, problem);
    fin_application_build(&fin, arena, scratch, problem, 0, problem->applications[0].deadline_quanta);
    fin.time_limit = limit;
    fin_place(&placement, arena, scratch, &fin, &nothing, FIN_NO_LIMIT);
    const int64_t energy = placement.found ? placement.energy_quanta : -1;
    arena_free(arena);
    arena_free(scratch);
    return energy;
}

/* two_nodes; if `is_tight`, node b has room for one of the two blocks only. */
static struct problem *two_nodes_with(struct arena *arena, bool is_tight)
{
    struct problem *problem = small_problem_with_deadline(arena, &two_nodes, 7);
    if (is_tight) {
        static const int64_t loads[] = {0, 1};
        problem->nodes[1].capacity_ppm = 1;
        for (size_t block = 0; block < two_nodes.blocks; block++) {
            small_problem_stage(problem, block)->compute_load_ppm = loads;
        }
    }
    return problem;
}

static void it_takes_the_cheapest_path_that_has_room(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    CU_ASSERT_EQUAL(energy_of(two_nodes_with(arena, false), deadline_never()), 4);
    CU_ASSERT_EQUAL(energy_of(two_nodes_with(arena, true), deadline_never()), 8);
    arena_free(arena);
}

static void it_finds_nothing_when_time_is_up(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    CU_ASSERT_EQUAL(energy_of(two_nodes_with(arena, false), deadline_after(-1.0, NULL)), -1);
    CU_ASSERT_EQUAL(energy_of(two_nodes_with(arena, true), deadline_after(-1.0, NULL)), -1);
    arena_free(arena);
}

void test_fin_placement_register(void)
{
    static const struct unit_test tests[] = {
        {"it takes the cheapest path that has room", it_takes_the_cheapest_path_that_has_room},
        {"it finds nothing when time is up", it_finds_nothing_when_time_is_up},
    };
    suite_register("fin placement", tests, sizeof tests / sizeof tests[0]);
}
