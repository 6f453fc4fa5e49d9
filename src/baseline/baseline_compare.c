/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does what was recorded still hold? A proved value is a theorem about the instance: any other value, also a
 * better one, means that somebody is or was wrong. The plan of a heuristic may get better, and must not get
 * worse.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "baseline/baseline.h"

const char *baseline_change_name(enum baseline_change change)
{
    static const char *const names[] = {"same", "improved", "new", "changed", "regressed"};
    return names[change];
}

struct comparison {
    struct arena *arena;
    struct baseline_difference *difference;
};

static void note(struct comparison *comparison, enum baseline_change change, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void note(struct comparison *comparison, enum baseline_change change, const char *format, ...)
{
    struct baseline_difference *difference = comparison->difference;
    const char **more = ARENA_ARRAY(comparison->arena, const char *, difference->message_count + 1);
    va_list arguments;
    for (size_t m = 0; m < difference->message_count; m++) {
        more[m] = difference->messages[m];
    }
    va_start(arguments, format);
    more[difference->message_count++] = arena_vprintf(comparison->arena, format, arguments);
    va_end(arguments);
    difference->messages = more;
    difference->change = change > difference->change ? change : difference->change;
}

/* What is recorded was proved. */
static void compare_with_proof(struct comparison *comparison, const struct baseline_entry *recorded,
                               const struct baseline_entry *now)
{
    const bool was_optimal = recorded->status == RESULT_OPTIMAL;
    if (now->status == RESULT_INFEASIBLE && was_optimal) {
        note(comparison, BASELINE_REGRESSED, "the optimum %" PRId64 " is recorded, now there is no plan",
             recorded->energy_quanta);
    } else if (now->status == RESULT_OPTIMAL && !was_optimal) {
        note(comparison, BASELINE_REGRESSED,
             "it is recorded that there is no plan, now the optimum is %" PRId64, now->energy_quanta);
    } else if (now->status == RESULT_OPTIMAL && now->energy_quanta != recorded->energy_quanta) {
        note(comparison, BASELINE_REGRESSED, "the optimum %" PRId64 " is recorded, now it is %" PRId64 "%s",
             recorded->energy_quanta, now->energy_quanta,
             now->energy_quanta < recorded->energy_quanta ? ", which is better and cannot be" : "");
    } else if (now->status == RESULT_FEASIBLE && !was_optimal) {
        note(comparison, BASELINE_REGRESSED,
             "it is recorded that there is no plan, now there is one with %" PRId64, now->energy_quanta);
    } else if (now->status == RESULT_FEASIBLE && now->energy_quanta < recorded->energy_quanta) {
        note(comparison, BASELINE_REGRESSED,
             "the optimum %" PRId64 " is recorded, now there is a plan with %" PRId64
             ", which is better and cannot be",
             recorded->energy_quanta, now->energy_quanta);
    }
}

/* What is recorded is a plan and no proof, or nothing. */
static void compare_with_best(struct comparison *comparison, const struct baseline_entry *recorded,
                              const struct baseline_entry *now)
{
    const bool had_plan = recorded->status == RESULT_FEASIBLE;
    if (now->status == RESULT_INFEASIBLE && had_plan) {
        note(comparison, BASELINE_REGRESSED, "a plan with %" PRId64 " is recorded, now there is none",
             recorded->energy_quanta);
    } else if (now->status == RESULT_INFEASIBLE) {
        note(comparison, BASELINE_IMPROVED, "nothing is recorded, now it is proved that there is no plan");
    } else if (now->status == RESULT_OPTIMAL && had_plan && now->energy_quanta > recorded->energy_quanta) {
        note(comparison, BASELINE_REGRESSED,
             "a plan with %" PRId64 " is recorded, now the optimum is %" PRId64 ", which is worse",
             recorded->energy_quanta, now->energy_quanta);
    } else if (now->status == RESULT_OPTIMAL) {
        note(comparison, BASELINE_IMPROVED, "no optimum is recorded, now %" PRId64 " is proved",
             now->energy_quanta);
    } else if (now->status == RESULT_FEASIBLE &&
               (!had_plan || now->energy_quanta < recorded->energy_quanta)) {
        note(comparison, BASELINE_IMPROVED, "a better plan than the recorded one: %" PRId64,
             now->energy_quanta);
    }
}

static const struct baseline_energy *find_energy(const struct baseline_entry *entry, const char *method)
{
    for (size_t e = 0; e < entry->energy_count; e++) {
        if (strcmp(entry->energies[e].method, method) == 0) {
            return &entry->energies[e];
        }
    }
    return NULL;
}

static void compare_energies(struct comparison *comparison, const struct baseline_entry *recorded,
                             const struct baseline_entry *now)
{
    for (size_t e = 0; e < recorded->energy_count; e++) {
        const struct baseline_energy *before = &recorded->energies[e];
        const struct baseline_energy *after = find_energy(now, before->method);
        if (after == NULL) {
            continue; /* it did not run, or not to its end */
        }
        if (before->has_plan && !after->has_plan) {
            note(comparison, BASELINE_REGRESSED, "%s had a plan with %" PRId64 ", now it has none",
                 before->method, before->energy_quanta);
        } else if (after->has_plan && !before->has_plan) {
            note(comparison, BASELINE_IMPROVED, "%s had no plan, now it has one with %" PRId64,
                 before->method, after->energy_quanta);
        } else if (after->has_plan && after->energy_quanta > before->energy_quanta) {
            note(comparison, BASELINE_REGRESSED, "%s had a plan with %" PRId64 ", now with %" PRId64,
                 before->method, before->energy_quanta, after->energy_quanta);
        } else if (after->has_plan && after->energy_quanta < before->energy_quanta) {
            note(comparison, BASELINE_IMPROVED, "%s had a plan with %" PRId64 ", now with %" PRId64,
                 before->method, before->energy_quanta, after->energy_quanta);
        }
    }
}

void baseline_compare(struct baseline_difference *difference, struct arena *arena,
                      const struct baseline_entry *recorded, const struct baseline_entry *now)
{
    struct comparison comparison = {.arena = arena, .difference = difference};
    *difference = (struct baseline_difference){.change = BASELINE_SAME};
    if (recorded == NULL) {
        note(&comparison, BASELINE_NEW, "it is not recorded");
        return;
    }
    if (recorded->sha256 != NULL && now->sha256 != NULL && strcmp(recorded->sha256, now->sha256) != 0) {
        note(&comparison, BASELINE_CHANGED, "the instance has changed since it was recorded");
        return;
    }
    if (recorded->status == RESULT_OPTIMAL || recorded->status == RESULT_INFEASIBLE) {
        compare_with_proof(&comparison, recorded, now);
    } else {
        compare_with_best(&comparison, recorded, now);
    }
    if (difference->change != BASELINE_REGRESSED) {
        compare_energies(&comparison, recorded, now); /* else the exact methods would all say it again */
    }
}
