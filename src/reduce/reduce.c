/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the smallest instance of which this is still true? Greedy: whatever can be taken away is taken
 * away, from applications down to digits, until a whole pass takes nothing. Every edit that is kept removes
 * something for good, so it ends.
 */
#include "reduce/reduce.h"

#include "base/arena.h"
#include "reduce/instance_edit.h"

/* Tries one edit; true if its result is the new smallest. */
static bool try_edit(struct reduced *reduced, struct arena *arena, const struct edit *edit,
                     const struct reduce_predicate *predicate)
{
    const struct arena_mark mark = arena_mark(arena);
    const struct instance *smaller = instance_edit(arena, reduced->instance, edit);
    if (smaller != NULL) {
        reduced->tries++;
        if (predicate->holds(predicate->context, smaller)) {
            reduced->instance = smaller;
            reduced->steps++;
            return true;
        }
    }
    arena_rewind(arena, mark);
    return false;
}

/* Every edit once, and again where it took something away: its indices then name the next element. */
static bool pass(struct reduced *reduced, struct arena *arena, const struct reduce_predicate *predicate)
{
    struct edit edit = EDIT_BEFORE_FIRST;
    bool has_changed = false;
    while (edit_next(&edit, reduced->instance)) {
        do {
            if (predicate->must_stop(predicate->context)) {
                reduced->is_minimal = false;
                return false;
            }
            if (!try_edit(reduced, arena, &edit, predicate)) {
                break;
            }
            has_changed = true;
        } while (edit_exists(&edit, reduced->instance));
    }
    return has_changed;
}

void reduce_instance(struct reduced *reduced, struct arena *arena, const struct instance *instance,
                     const struct reduce_predicate *predicate)
{
    *reduced = (struct reduced){.instance = instance, .is_minimal = true};
    while (pass(reduced, arena, predicate)) {
    }
}
