/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a row or a point of the assignment formulation mean? */
#include "base/arena.h"
#include "ilp/assignment.h"
#include "ilp/assignment_parts.h"
#include "ilp/formulation.h"
#include "model/plan.h"
#include "model/problem.h"

/* ---- names ---- */

static char *column_name(struct arena *arena, const void *context, size_t column)
{
    const struct assignment *a = context;
    const struct column_meaning *meaning = &a->columns[column];
    const struct problem_application *application = &a->problem->applications[meaning->application];
    if (meaning->role == ROLE_Z) {
        return arena_printf(arena, "z[%s,%s]", application->id,
                            application->configurations[meaning->stage].id);
    }
    const struct assigned_stage *stage = &a->stages[meaning->stage];
    const char *configuration = application->configurations[stage->configuration].id;
    const char *node = a->problem->nodes[meaning->node].id;
    const size_t block = stage->stage->block + 1;
    if (meaning->role == ROLE_Y) {
        return arena_printf(arena, "y[%s,%zu,%s,%s,%s]", application->id, block,
                            a->problem->nodes[meaning->from].id, node, configuration);
    }
    return arena_printf(arena, "%s[%s,%zu,%s,%s]", meaning->role == ROLE_X ? "x" : "r", application->id,
                        block, node, configuration);
}

static char *row_name(struct arena *arena, const void *context, size_t row)
{
    const struct assignment *a = context;
    char *name = tagged_row_name(arena, &a->rows, row);
    if (name != NULL) {
        return name;
    }
    const struct tagged_row *tagged = &a->rows.rows[row];
    const struct row_meaning *meaning = &a->row_meanings[tagged->subject];
    const struct assigned_stage *stage = &a->stages[meaning->stage];
    const struct problem_application *application = &a->problem->applications[stage->application];
    const char *configuration = application->configurations[stage->configuration].id;
    const size_t block = stage->stage->block + 1;
    const char *node = a->problem->nodes[meaning->node].id;
    switch (tagged->tag) {
    case ROW_P1_BLOCK:
        return arena_printf(arena, "P1[%s,%zu,%s]", application->id, block, configuration);
    case ROW_P6_RUN:
        return arena_printf(arena, "P6[%s,%zu,%s,%s]", application->id, block, node, configuration);
    default:
        if (meaning->from == FROM_ANYWHERE) {
            return arena_printf(arena, "P2[%s,%zu,%s,%s]", application->id, block, node, configuration);
        }
        return arena_printf(arena, "P2[%s,%zu,%s,%s,%s]", application->id, block,
                            a->problem->nodes[meaning->from].id, node, configuration);
    }
}

struct linear_names assignment_names(const struct assignment *assignment)
{
    return (struct linear_names){.column = column_name, .row = row_name, .context = assignment};
}

/* ---- decoding ---- */

/* The one node of a stage, or NO_NODE if there is none or another one too. */
static size_t chosen_node(const struct assignment *a, const struct assigned_stage *stage,
                          const int64_t *values)
{
    size_t chosen = NO_NODE;
    for (size_t n = 0; n < a->problem->node_count; n++) {
        if (stage->x[n] != NO_COLUMN && values[stage->x[n]] != 0) {
            if (chosen != NO_NODE) {
                return NO_NODE;
            }
            chosen = n;
        }
    }
    return chosen;
}

static bool decode_application(struct plan *plan, struct arena *arena, const struct assignment *a, size_t h,
                               const int64_t *values)
{
    const struct problem_application *application = &a->problem->applications[h];
    struct plan_application *choice = &plan->applications[h];
    for (size_t c = 0; c < application->configuration_count; c++) {
        if (a->z[h][c] != NO_COLUMN && values[a->z[h][c]] != 0) {
            if (choice->configuration != PLAN_NO_CONFIGURATION) {
                return false;
            }
            choice->configuration = c;
        }
    }
    if (choice->configuration == PLAN_NO_CONFIGURATION) {
        return false;
    }
    const struct problem_configuration *configuration = &application->configurations[choice->configuration];
    choice->node_count = configuration->depth;
    choice->nodes = ARENA_ARRAY(arena, size_t, configuration->depth);
    for (size_t i = 0; i < configuration->depth; i++) {
        size_t s = a->first_stages[h];
        while (a->stages[s].stage != configuration->stages[i]) {
            s++;
        }
        choice->nodes[i] = chosen_node(a, &a->stages[s], values);
        if (choice->nodes[i] == NO_NODE) {
            return false;
        }
    }
    return true;
}

enum status assignment_read(struct plan **plan, struct arena *arena, struct arena *scratch,
                            const struct formulation_program *built, const int64_t *values,
                            struct error *error)
{
    const struct assignment *a = built->state;
    struct plan *decoded = plan_new(arena, a->problem);
    (void)scratch;
    for (size_t h = 0; h < a->problem->application_count; h++) {
        if (!decode_application(decoded, arena, a, h, values)) {
            return error_set(error, STATUS_SOLVER,
                             "what is chosen for %s is not one configuration with one node per block",
                             a->problem->applications[h].id);
        }
    }
    *plan = decoded;
    return STATUS_OK;
}
