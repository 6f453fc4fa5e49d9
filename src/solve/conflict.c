/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which applications are too many? A deletion filter (Chinneck & Dravnieks, ORSA J. on Computing 3, 1991):
 * what can go without making the rest feasible goes; what is left is minimal.
 */
#include "solve/conflict.h"

#include "base/arena.h"
#include "model/problem.h"
#include "solve/feasibility.h"

void conflict_find(struct conflict *conflict, struct arena *arena, struct arena *scratch,
                   const struct problem *problem, const struct solve_options *options)
{
    const size_t count = problem->application_count;
    struct problem_application *kept = ARENA_ARRAY(arena, struct problem_application, count);
    conflict->applications = ARENA_ARRAY(arena, size_t, count);
    conflict->application_count = count;
    conflict->is_minimal = true;
    for (size_t h = 0; h < count; h++) {
        conflict->applications[h] = h;
    }
    for (size_t at = 0; at < conflict->application_count && conflict->application_count > 1;) {
        struct problem rest = *problem;
        rest.applications = kept;
        rest.application_count = 0;
        for (size_t i = 0; i < conflict->application_count; i++) {
            if (i != at) {
                kept[rest.application_count++] = problem->applications[conflict->applications[i]];
            }
        }
        const enum feasibility answer = feasibility_ask(NULL, arena, scratch, &rest, options);
        if (answer != FEASIBILITY_NO) {
            conflict->is_minimal = conflict->is_minimal && answer == FEASIBILITY_YES;
            at++;
            continue;
        }
        for (size_t i = at; i + 1 < conflict->application_count; i++) {
            conflict->applications[i] = conflict->applications[i + 1];
        }
        conflict->application_count--;
    }
}
