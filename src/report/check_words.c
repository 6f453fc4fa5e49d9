/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one instance put into words, whatever the format? Every report of `check` says them in the same way.
 */
#include "report/check_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/safe_text.h"
#include "report/engineering.h"

static const char *energy_words(struct arena *arena, const char *before, double value_j)
{
    struct text text;
    text_init(&text, arena);
    text_add(&text, before);
    text_add_quantity(&text, value_j, "J");
    return text.data;
}

/* The least energy of all plans that the verifier accepted; false if there is none. */
static bool best_known(int64_t *energy_quanta, const struct instance_record *record)
{
    bool is_found = false;
    for (size_t r = 0; r < record->result_count; r++) {
        const struct method_record *result = &record->results[r];
        if (result->has_energy && result->plan != NULL && !result->is_unverified &&
            (!is_found || result->energy_quanta < *energy_quanta)) {
            *energy_quanta = result->energy_quanta;
            is_found = true;
        }
    }
    return is_found;
}

/* The largest lower bound; false if there is none above 0, below which no energy is. */
static bool best_bound(int64_t *bound_quanta, const struct instance_record *record)
{
    *bound_quanta = 0;
    for (size_t r = 0; r < record->result_count; r++) {
        const struct method_record *result = &record->results[r];
        if (result->has_bound && !result->is_unverified && result->bound_quanta > *bound_quanta) {
            *bound_quanta = result->bound_quanta;
        }
    }
    return *bound_quanta > 0;
}

/* What is known of an optimum that is not proved: the best bound, the best plan, both or nothing. */
static const char *range_words(struct arena *arena, const struct instance_record *record)
{
    const double quantum_j = record->energy_quantum_j;
    int64_t best_quanta = 0;
    int64_t bound_quanta = 0;
    const bool has_plan = best_known(&best_quanta, record);
    const bool has_bound = best_bound(&bound_quanta, record);
    if (has_plan && has_bound) {
        const char *from = energy_words(arena, "", quanta_in_si(bound_quanta, quantum_j));
        return energy_words(arena, arena_printf(arena, "%s .. ", from), quanta_in_si(best_quanta, quantum_j));
    }
    if (has_plan) {
        return energy_words(arena, "<= ", quanta_in_si(best_quanta, quantum_j));
    }
    return has_bound ? energy_words(arena, ">= ", quanta_in_si(bound_quanta, quantum_j)) : "unknown";
}

const char *optimum_words(struct arena *arena, const struct instance_record *record)
{
    if (record->has_optimum) {
        return energy_words(arena, "", quanta_in_si(record->optimum_quanta, record->energy_quantum_j));
    }
    if (record->status == RESULT_INFEASIBLE) {
        return "infeasible";
    }
    return record->is_refused ? "" : range_words(arena, record);
}

const char *proved_by_words(struct arena *arena, const struct instance_record *record)
{
    struct text text;
    text_init(&text, arena);
    for (size_t i = 0; i < record->proved_by_count; i++) {
        text_addf(&text, "%s%s", i == 0 ? "" : ", ", record->proved_by[i]);
    }
    return record->proved_by_count > 0 ? text.data : "nobody";
}

bool fin_is_stopped(const struct method_record *fin)
{
    return fin != NULL && fin->plan == NULL && method_record_is_stopped(fin);
}

const char *fin_gap_words(struct arena *arena, const struct run_record *run)
{
    const struct instance_record *record = &run->record;
    const struct method_record *fin = run_record_find_result(run, "fin");
    if (fin == NULL || record->status == RESULT_INFEASIBLE) {
        return "-";
    }
    if (!fin->has_energy || fin->plan == NULL) {
        return fin_is_stopped(fin) ? "stopped" : "none";
    }
    if (!record->has_optimum) {
        return "?";
    }
    struct text text;
    text_init(&text, arena);
    text_add_percent(&text, relative_gap(fin->energy_quanta, record->optimum_quanta));
    return text.data;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void run_names_init(struct run_names *names, struct arena *arena, const struct run_record *runs,
                    size_t run_count)
{
    const char **all = ARENA_ARRAY(arena, const char *, run_count);
    size_t count = 0;
    for (size_t i = 0; i < run_count; i++) {
        if (runs[i].record.instance != NULL) {
            all[count++] = runs[i].record.instance;
        }
    }
    qsort(all, count, sizeof *all, compare_names);
    *names = (struct run_names){.shared = ARENA_ARRAY(arena, const char *, count)};
    for (size_t i = 1; i < count; i++) {
        if (strcmp(all[i - 1], all[i]) == 0) {
            names->shared[names->shared_count++] = all[i];
        }
    }
}

const char *run_name(struct arena *arena, const struct run_names *names, const struct instance_record *record)
{
    const char *instance = record->instance;
    if (instance == NULL) {
        return safe_words(arena, record->file);
    }
    if (names->shared_count > 0 &&
        bsearch(&instance, names->shared, names->shared_count, sizeof instance, compare_names) != NULL) {
        instance = arena_printf(arena, "%s (%s)", instance, record->file);
    }
    return safe_words(arena, instance);
}
