/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_UNIT_CROWD_H
#define FINOPT_TESTS_UNIT_CROWD_H

#include "base/arena.h"
#include "small_problem.h"

/* Nodes of two_nodes. */
enum { A, B };

/*
 * `count` applications of two_nodes, at most 3, whose plans are aa (energy 11), ab (8) and bb (4). A block on
 * b takes 0.4 of it, so that b has room for two of these blocks. With two applications the cheapest is aa and
 * bb: 15.
 */
static inline struct problem *crowd(struct arena *arena, size_t count)
{
    static const char *const ids[] = {"app0", "app1", "app2"};
    struct problem *problem = small_problem_build(arena, &two_nodes);
    const struct problem_application one = problem->applications[0];
    for (size_t i = 0; i < 2; i++) {
        int64_t *loads = ARENA_ARRAY(arena, int64_t, 2);
        loads[B] = 400000;
        small_problem_stage(problem, i)->compute_load_ppm = loads;
    }
    problem->applications = ARENA_ARRAY(arena, struct problem_application, count);
    problem->application_count = count;
    for (size_t h = 0; h < count; h++) {
        problem->applications[h] = one;
        problem->applications[h].id = ids[h];
    }
    return problem;
}

/* Plans ab and bb only. */
static inline struct problem *crowd_on_b(struct arena *arena, size_t count, int64_t capacity_ppm)
{
    struct problem *problem = crowd(arena, count);
    bool *allowed = ARENA_ARRAY(arena, bool, 2);
    allowed[B] = true;
    small_problem_stage(problem, 1)->allowed = allowed;
    problem->nodes[B].capacity_ppm = capacity_ppm;
    return problem;
}

#endif
