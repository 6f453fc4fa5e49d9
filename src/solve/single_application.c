/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the problem one restricted shortest path? */
#include "solve/single_application.h"

#include "base/arena.h"
#include "model/capacity_bound.h"
#include "model/problem.h"

enum status require_single_application(const struct problem *problem, struct arena *scratch, struct error *error)
{
    if (problem->application_count != 1) {
        return error_set_at(error, STATUS_UNSUPPORTED, "applications",
                            "several applications are not yet supported, the instance has %zu",
                            problem->application_count);
    }
    const struct arena_mark mark = arena_mark(scratch);
    const char *row = capacity_row_that_may_bind(scratch, scratch, problem);
    enum status status = STATUS_OK;
    if (row != NULL) {
        status = error_set(error, STATUS_UNSUPPORTED,
                           "a capacity that may bind is not yet supported: some choice would violate %s", row);
    }
    arena_rewind(scratch, mark);
    return status;
}
