/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which indices do the ids of a recorded plan stand for? Records are few and short: linear searches. */
#include "compare/plan_of_record.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "compare/record.h"
#include "model/plan.h"
#include "model/problem.h"

static bool find_application(size_t *h, const struct problem *problem, const char *id)
{
    for (*h = 0; *h < problem->application_count; (*h)++) {
        if (strcmp(problem->applications[*h].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool find_configuration(size_t *c, const struct problem_application *application, const char *id)
{
    for (*c = 0; *c < application->configuration_count; (*c)++) {
        if (strcmp(application->configurations[*c].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool find_node(size_t *n, const struct problem *problem, const char *id)
{
    for (*n = 0; *n < problem->node_count; (*n)++) {
        if (strcmp(problem->nodes[*n].id, id) == 0) {
            return true;
        }
    }
    return false;
}

struct plan *plan_of_record(struct arena *arena, const struct problem *problem,
                            const struct plan_record *record)
{
    struct plan *plan = plan_new(arena, problem);
    for (size_t a = 0; a < record->application_count; a++) {
        const struct plan_record_application *from = &record->applications[a];
        size_t h = 0;
        if (!find_application(&h, problem, from->id)) {
            return NULL;
        }
        struct plan_application *to = &plan->applications[h];
        to->nodes = ARENA_ARRAY(arena, size_t, from->node_count);
        to->node_count = from->node_count;
        if (from->configuration != NULL &&
            !find_configuration(&to->configuration, &problem->applications[h], from->configuration)) {
            return NULL;
        }
        for (size_t i = 0; i < from->node_count; i++) {
            if (!find_node(&to->nodes[i], problem, from->nodes[i])) {
                return NULL;
            }
        }
    }
    return plan;
}
