/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was known about this instance? A sorted array; baselines are read once and changed rarely. */
#include "baseline/baseline.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/run_record.h"

/* Where the name is, or would be. */
static size_t position_of(const struct baseline *baseline, const char *instance)
{
    size_t low = 0;
    size_t high = baseline->entry_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(baseline->entries[middle].instance, instance) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_at(const struct baseline *baseline, size_t position, const char *instance)
{
    return position < baseline->entry_count && strcmp(baseline->entries[position].instance, instance) == 0;
}

const struct baseline_entry *baseline_find(const struct baseline *baseline, const char *instance)
{
    const size_t position = position_of(baseline, instance);
    return is_at(baseline, position, instance) ? &baseline->entries[position] : NULL;
}

void baseline_put(struct baseline *baseline, struct arena *arena, const struct baseline_entry *entry)
{
    const size_t position = position_of(baseline, entry->instance);
    if (is_at(baseline, position, entry->instance)) {
        baseline->entries[position] = *entry;
        return;
    }
    baseline->entries = ARENA_GROW(arena, struct baseline_entry, baseline->entries, baseline->entry_count,
                                   &baseline->entry_capacity);
    memmove(baseline->entries + position + 1, baseline->entries + position,
            (baseline->entry_count - position) * sizeof *baseline->entries);
    baseline->entries[position] = *entry;
    baseline->entry_count++;
}

/* `fin(gamma=100,rounding=ceil)`: a plan made with other parameters is another plan. */
static const char *method_words(struct arena *arena, const struct method_record *result)
{
    struct text text;
    text_init(&text, arena);
    text_add(&text, result->method);
    for (size_t p = 0; p < result->parameter_count; p++) {
        const char *value = result->parameters[p].value; /* JSON: strings have quotes, which are left out */
        const size_t is_quoted = value[0] == '"';
        text_addf(&text, "%s%s=%.*s", p == 0 ? "(" : ",", result->parameters[p].name,
                  (int)(strlen(value) - 2 * is_quoted), value + is_quoted);
    }
    text_add(&text, result->parameter_count > 0 ? ")" : "");
    return text.data;
}

/* A method that ran twice with the same parameters is there once, with its better plan. */
static void put_energy(struct baseline_entry *entry, const struct baseline_energy *energy)
{
    for (size_t e = 0; e < entry->energy_count; e++) {
        struct baseline_energy *there = &entry->energies[e];
        if (strcmp(there->method, energy->method) == 0) {
            if (energy->has_plan && (!there->has_plan || energy->energy_quanta < there->energy_quanta)) {
                *there = *energy;
            }
            return;
        }
    }
    entry->energies[entry->energy_count++] = *energy;
}

/* Exact methods end with a proof, heuristics with a plan or the certainty that they find none. */
static bool is_stopped_by_limit(const struct method_record *result)
{
    if (result->is_exact) {
        return result->status != RESULT_OPTIMAL && result->status != RESULT_INFEASIBLE;
    }
    return method_record_is_stopped(result);
}

struct baseline_entry baseline_entry_of(struct arena *arena, const struct instance_record *record,
                                        const char *sha256)
{
    struct baseline_entry entry = {
        .instance = record->instance,
        .sha256 = sha256,
        .status = record->status,
        .energy_quanta = record->optimum_quanta,
        .energies = ARENA_ARRAY(arena, struct baseline_energy, record->result_count),
    };
    bool has_best = record->status != RESULT_FEASIBLE;
    for (size_t r = 0; r < record->result_count; r++) {
        const struct method_record *result = &record->results[r];
        const bool has_plan = result->has_energy && result->plan != NULL && !result->is_unverified;
        if (record->status == RESULT_FEASIBLE && has_plan &&
            (!has_best || result->energy_quanta < entry.energy_quanta)) {
            entry.energy_quanta = result->energy_quanta;
            has_best = true;
        }
        if (!result->is_unverified && result->status != RESULT_ERROR && !is_stopped_by_limit(result)) {
            const struct baseline_energy energy = {
                .method = method_words(arena, result),
                .has_plan = has_plan,
                .energy_quanta = has_plan ? result->energy_quanta : 0,
            };
            put_energy(&entry, &energy);
        }
    }
    return entry;
}
