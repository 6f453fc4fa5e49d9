/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be asked of a problem? Questions only; model/quantize.c builds it. */
#include "model/problem.h"

#include <string.h>

#include "base/arena.h"

size_t problem_find_link(const struct problem *problem, size_t from, size_t to)
{
    size_t low = problem->link_begin[from];
    size_t high = problem->link_begin[from + 1];
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (problem->links[middle].to == to) {
            return middle;
        }
        if (problem->links[middle].to < to) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NO_LINK;
}

const char *problem_row_id(struct arena *arena, const struct problem *problem, size_t node)
{
    const char *id = problem->nodes[node].id;
    const char *at = problem->nodes[node].is_share ? strrchr(id, '@') : NULL;
    return at == NULL ? id : arena_strndup(arena, id, (size_t)(at - id));
}

bool configuration_is_accurate(const struct problem_application *application,
                               const struct problem_configuration *configuration)
{
    /* (P5)  a_c >= A_h */
    return configuration->accuracy_ppb >= application->min_accuracy_ppb;
}

const struct problem *problem_with_deadline(struct arena *arena, const struct problem *problem,
                                            size_t application, int64_t deadline_quanta)
{
    struct problem *copy = ARENA_NEW(arena, struct problem);
    *copy = *problem;
    copy->applications = ARENA_ARRAY(arena, struct problem_application, problem->application_count);
    for (size_t h = 0; h < problem->application_count; h++) {
        copy->applications[h] = problem->applications[h];
    }
    copy->applications[application].deadline_quanta = deadline_quanta;
    return copy;
}
