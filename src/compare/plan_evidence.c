/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody's plan beats a proved optimum: who is wrong? Both plans are laid out term by term, so that a
 * person can find the term on which this tool and the plan's maker differ.
 */
#include "compare/plan_evidence.h"

#include <inttypes.h>
#include <stdbool.h>

#include "base/arena.h"
#include "compare/plan_of_record.h"
#include "compare/record.h"
#include "model/plan.h"
#include "model/problem.h"
#include "verify/plan_terms.h"

struct lines {
    struct arena *arena;
    const char **strings;
    size_t count;
};

static void make_room(struct lines *lines, size_t count)
{
    const char **more = ARENA_ARRAY(lines->arena, const char *, lines->count + count);
    for (size_t i = 0; i < lines->count; i++) {
        more[i] = lines->strings[i];
    }
    lines->strings = more;
}

static void add_terms(struct lines *lines, const struct problem *problem, const struct plan *plan)
{
    struct plan_term *terms = NULL;
    const size_t count = plan_terms(&terms, lines->arena, problem, plan);
    make_room(lines, count);
    for (size_t t = 0; t < count; t++) {
        const struct plan_term *term = &terms[t];
        const struct problem_application *application = &problem->applications[term->application];
        const size_t c = plan->applications[term->application].configuration;
        lines->strings[lines->count++] = arena_printf(
            lines->arena,
            "%s by %s, block %zu: input %s -> %s %" PRId64 ", computing on %s %" PRId64 "; latency %" PRId64
            " + %" PRId64,
            application->id, application->configurations[c].id, term->block + 1,
            problem->nodes[term->from].id, problem->nodes[term->node].id, term->transfer_energy_quanta,
            problem->nodes[term->node].id, term->compute_energy_quanta, term->transfer_latency_quanta,
            term->compute_latency_quanta);
    }
}

static void add_line(struct lines *lines, const char *line)
{
    make_room(lines, 1);
    lines->strings[lines->count++] = line;
}

/* The plan of a result that is proved to be optimal. */
static const struct method_record *find_optimum(const struct instance_record *record)
{
    for (size_t r = 0; r < record->result_count; r++) {
        const struct method_record *result = &record->results[r];
        if (result->status == RESULT_OPTIMAL && result->plan != NULL && !result->is_unverified) {
            return result;
        }
    }
    return NULL;
}

size_t plan_evidence(const char ***lines, struct arena *arena, const struct problem *problem,
                     const struct instance_record *record, const struct foreign_plan *foreign)
{
    struct lines made = {.arena = arena};
    const bool beats_optimum = record->has_optimum && foreign->energy_quanta < record->optimum_quanta;
    if (record->status != RESULT_INFEASIBLE && !beats_optimum) {
        return 0;
    }
    add_line(&made,
             arena_printf(arena, "the plan, %" PRId64 " quanta, term by term:", foreign->energy_quanta));
    add_terms(&made, problem, foreign->plan);
    const struct method_record *optimum = find_optimum(record);
    const struct plan *plan = optimum != NULL ? plan_of_record(arena, problem, optimum->plan) : NULL;
    if (plan == NULL) {
        add_line(&made, "there is no other plan to compare it with");
    } else {
        add_line(&made, arena_printf(arena, "the optimum by %s, %" PRId64 " quanta, term by term:",
                                     optimum->method, optimum->energy_quanta));
        add_terms(&made, problem, plan);
    }
    *lines = made.strings;
    return made.count;
}
