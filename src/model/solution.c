/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is an answer described? */
#include "model/solution.h"

#include <string.h>

#include "base/error.h"

void solution_add_effort(struct solution *solution, const char *name, int64_t count)
{
    size_t i = 0;
    while (i < solution->effort_count && strcmp(solution->efforts[i].name, name) != 0) {
        i++;
    }
    if (i == solution->effort_count) {
        BUG_IF(solution->effort_count == EFFORT_LIMIT);
        solution->efforts[solution->effort_count++].name = name;
    }
    solution->efforts[i].count += count;
}

int64_t solution_effort(const struct solution *solution, const char *name)
{
    for (size_t i = 0; i < solution->effort_count; i++) {
        if (strcmp(solution->efforts[i].name, name) == 0) {
            return solution->efforts[i].count;
        }
    }
    return 0;
}

const char *outcome_name(enum outcome outcome)
{
    static const char *const names[] = {"optimal", "feasible", "infeasible", "unknown"};
    return names[outcome];
}
