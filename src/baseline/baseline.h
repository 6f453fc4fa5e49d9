/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASELINE_BASELINE_H
#define FINOPT_BASELINE_BASELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compare/record.h"

struct arena;

/*
 * Baseline: what was known about instances when somebody looked, to be compared with what is known today.
 *
 *   baseline ── entries[]  sorted by instance name, which is unique; one line of the file each
 *                 └─ energies[]  the plan of each method, by name and parameters: `fin(gamma=100,...)`
 */
struct baseline_energy {
    const char *method;
    bool has_plan;
    int64_t energy_quanta;
};

struct baseline_entry {
    const char *instance;
    const char *sha256;        /* of its content (io/instance_hash.h); NULL if nobody knows */
    enum result_status status; /* OPTIMAL, INFEASIBLE: proved; FEASIBLE: the best plan; UNKNOWN: nothing */
    int64_t energy_quanta;     /* the optimum, or the energy of the best plan */
    struct baseline_energy *energies; /* [energy_count] */
    size_t energy_count;
};

struct baseline {
    const char
        *tool;    /* versions that made it: `finopt 0.3.0, GLPK 5.0, cJSON 1.7.15`; NULL if nobody knows */
    bool is_solu; /* read from lines of .solu */
    struct baseline_entry *entries; /* [entry_count] */
    size_t entry_count;
    size_t entry_capacity;
};

/* The entry of that name, or NULL. O(log entries). */
const struct baseline_entry *baseline_find(const struct baseline *baseline, const char *instance);

/* Adds the entry, or puts it in the place of the one of the same name. The array grows in `arena`.
 * O(entries). */
void baseline_put(struct baseline *baseline, struct arena *arena, const struct baseline_entry *entry);

/*
 * What a run's record says, as an entry. Plans of exact methods that a limit stopped are left out: they
 * depend on the clock. The record's derived fields must have been decided. In `arena`.
 */
struct baseline_entry baseline_entry_of(struct arena *arena, const struct instance_record *record,
                                        const char *sha256);

/* From good to bad. */
enum baseline_change {
    BASELINE_SAME,
    BASELINE_IMPROVED, /* a better plan of a method, or a proof where there was none */
    BASELINE_NEW,      /* there is no entry */
    BASELINE_CHANGED,  /* the instance is not the one that was recorded */
    BASELINE_REGRESSED /* something recorded does not hold any more; a better optimum, too */
};

enum { BASELINE_CHANGE_COUNT = BASELINE_REGRESSED + 1 };

/* "same", "improved", "new", "changed", "regressed". */
const char *baseline_change_name(enum baseline_change change);

struct baseline_difference {
    enum baseline_change change;
    const char **messages; /* [message_count] one per difference */
    size_t message_count;
};

/*
 * What is different now; `recorded` is NULL for an instance that has no entry. An optimum that is recorded
 * and not proved this time is no difference. In `arena`.
 */
void baseline_compare(struct baseline_difference *difference, struct arena *arena,
                      const struct baseline_entry *recorded, const struct baseline_entry *now);

#endif
