/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which plans are there? All are enumerated, the cheapest are kept, and what is kept is verified and sent. */
#include "cli/child_list.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/event_sender.h"
#include "cli/plan_list.h"
#include "compare/compare_methods.h"
#include "model/plan.h"
#include "report/record_stream.h"
#include "solve/exhaustive.h"
#include "verify/verify_plan.h"

/* Places and shared resources of all plans of a list together: what keeps it to a few hundred megabytes. */
enum { LIST_CELL_LIMIT = 2000000 };

/* How many plans of this problem may be listed, of the `wanted`. */
static size_t list_limit(const struct problem *problem, struct arena *scratch, size_t wanted)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct plan_record *empty = plan_record_new(scratch, problem, plan_new(scratch, problem));
    const size_t room = LIST_CELL_LIMIT / (plan_list_cell_count(problem) + empty->resource_count + 1);
    arena_rewind(scratch, mark);
    return room == 0 ? 1 : room < wanted ? room : wanted;
}

static bool on_plan(void *context, const struct plan *plan, int64_t energy_quanta, int64_t latency_quanta)
{
    (void)latency_quanta; /* the record has it, recomputed by the verifier */
    plan_list_offer(context, plan, energy_quanta);
    return true;
}

static void refute(struct event_sender *sender, struct arena *arena, const char *reason)
{
    const struct finding finding = {
        .severity = VERDICT_REFUTED,
        .message = arena_printf(arena, "a plan of the list is rejected: %s", reason),
    };
    event_send_finding(sender, &finding);
}

/* One plan, if the verifier accepts it. */
static void send_plan(struct event_sender *sender, struct arena *arena, const struct plan_list *list,
                      size_t i)
{
    const struct plan *plan = plan_list_get(list, i, arena);
    const int64_t claimed_quanta = list->plans[i].energy_quanta;
    struct evaluation evaluation;
    verify_plan(&evaluation, arena, list->problem, plan);
    if (!evaluation.is_feasible) {
        refute(sender, arena, evaluation.violations[0].message);
        return;
    }
    if (evaluation.energy_quanta != claimed_quanta) {
        refute(sender, arena,
               arena_printf(arena, "its energy is %" PRId64 ", the enumeration says %" PRId64,
                            evaluation.energy_quanta, claimed_quanta));
        return;
    }
    const struct listed_plan listed = {
        .energy_quanta = evaluation.energy_quanta,
        .plan = plan_record_new(arena, list->problem, plan),
    };
    struct text text = event_begin(sender);
    record_stream_write_listed(&text, &listed);
    event_send(sender, &text);
}

void child_list_plans(struct event_sender *sender, struct arena *arena, struct arena *scratch,
                      const struct child_listing *listing)
{
    struct plan_list list;
    struct error error;
    plan_list_init(&list, arena, listing->problem, list_limit(listing->problem, scratch, listing->limit));
    const bool is_whole =
        exhaustive_list(listing->problem, scratch, listing->solve, on_plan, &list, &error) == STATUS_OK;
    plan_list_sort(&list);
    for (size_t i = 0; i < list.count; i++) {
        const struct arena_mark mark = arena_mark(scratch);
        send_plan(sender, scratch, &list, i);
        arena_rewind(scratch, mark);
    }
    const bool is_cut = (int64_t)list.count < list.offered_count;
    const bool is_stopped = *listing->solve->deadline.stop_now != 0;
    const char *why = is_stopped ? "stopped by a signal" : error.message;
    const char *reason = is_whole ? NULL : arena_printf(arena, "the list is not complete: %s", why);
    if (is_cut) {
        const char *listed = list.count == 1
                                 ? "only the cheapest is listed"
                                 : arena_printf(arena, "only the %zu cheapest are listed", list.count);
        reason = is_whole ? listed : arena_printf(arena, "%s; %s", reason, listed);
    }
    const struct listing_record record = {
        .is_complete = is_whole && !is_cut,
        .found_count = list.offered_count,
        .reason = reason,
    };
    struct text text = event_begin(sender);
    record_stream_write_listing(&text, &record);
    event_send(sender, &text);
}
