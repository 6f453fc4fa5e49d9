/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a person see after `check`? One line per instance, and at the end the line to remember. */
#include "report/check_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/engineering.h"
#include "io/safe_text.h"
#include "report/text_table.h"

/* How FIN did over all instances that have a proved optimum. */
struct fin_tally {
    const char *gamma; /* of the first run of FIN; NULL: FIN did not run */
    size_t feasible_count;
    size_t optimal_count;
    size_t planless_count; /* no plan found where there is one */
    size_t stopped_count;  /* a limit came before it had one */
    double worst_gap;
    const char *worst; /* the instance; NULL without a gap */
};

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

/* FIN has no plan because a limit came first: that is not held against it, and its note says which limit. */
static bool is_fin_stopped(const struct method_record *fin)
{
    return fin != NULL && fin->plan == NULL && method_record_is_stopped(fin);
}

static const char *fin_words(struct arena *arena, const struct run_record *run)
{
    const struct instance_record *record = &run->record;
    const struct method_record *fin = run_record_find_result(run, "fin");
    if (fin == NULL || record->status == RESULT_INFEASIBLE) {
        return "-";
    }
    if (!fin->has_energy || fin->plan == NULL) {
        return is_fin_stopped(fin) ? "stopped" : "none";
    }
    if (!record->has_optimum) {
        return "?";
    }
    struct text text;
    text_init(&text, arena);
    text_add_percent(&text, relative_gap(fin->energy_quanta, record->optimum_quanta));
    return text.data;
}

static enum text_style verdict_style(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_AGREE:
        return STYLE_GOOD;
    case VERDICT_UNPROVED:
    case VERDICT_GAP:
        return STYLE_WARNING;
    default:
        return STYLE_BAD;
    }
}

/* Why nobody proved anything: what the exact methods say. */
static void add_reasons(struct text_table *table, struct arena *arena, const struct instance_record *record)
{
    for (size_t r = 0; r < record->result_count; r++) {
        const struct method_record *result = &record->results[r];
        const bool is_proof = result->status == RESULT_OPTIMAL || result->status == RESULT_INFEASIBLE;
        if (result->is_exact && !is_proof && result->note != NULL) {
            text_table_add_line(table, arena_printf(arena, "    %s: %s", result->method, result->note),
                                STYLE_DIM);
        }
    }
}

/* What a row is called. `shared` holds the names that several runs have, sorted: they get their file too. */
struct row_names {
    const char **shared; /* [shared_count] */
    size_t shared_count;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find_shared_names(struct row_names *names, struct arena *arena, const struct run_record *runs,
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
    *names = (struct row_names){.shared = ARENA_ARRAY(arena, const char *, count)};
    for (size_t i = 1; i < count; i++) {
        if (strcmp(all[i - 1], all[i]) == 0) {
            names->shared[names->shared_count++] = all[i];
        }
    }
}

static const char *row_name(struct arena *arena, const struct row_names *names,
                            const struct instance_record *record)
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

static void add_run(struct text_table *table, struct arena *arena, const struct run_record *run,
                    const struct row_names *names, const struct report_options *options)
{
    const struct instance_record *record = &run->record;
    const struct method_record *fin = run_record_find_result(run, "fin");
    struct text_cell *cells = text_table_add_row(table);
    size_t c = 0;
    cells[c++].string = row_name(arena, names, record);
    cells[c++].string = optimum_words(arena, record);
    cells[c++].string = record->is_refused ? "" : fin_words(arena, run);
    cells[c++].string = record->is_refused ? "" : proved_by_words(arena, record);
    if (!options->is_reproducible) {
        struct text time;
        text_init(&time, arena);
        text_add_duration(&time, record->elapsed_s);
        cells[c++].string = time.data;
    }
    cells[c].string = verdict_name(record->verdict);
    cells[c].style = verdict_style(record->verdict);
    for (size_t f = 0; f < record->finding_count; f++) {
        const struct finding *finding = &record->findings[f];
        if (finding->severity > VERDICT_AGREE) {
            text_table_add_line(table,
                                arena_printf(arena, "    %s: %s", verdict_name(finding->severity),
                                             safe_words(arena, finding->message)),
                                verdict_style(finding->severity));
        } else {
            text_table_add_line(
                table, arena_printf(arena, "    note: %s", safe_words(arena, finding->message)), STYLE_DIM);
        }
    }
    if (is_fin_stopped(fin)) {
        text_table_add_line(table, arena_printf(arena, "    fin: %s", fin->note), STYLE_DIM);
    }
    if (record->verdict == VERDICT_UNPROVED) {
        add_reasons(table, arena, record);
    }
}

static void add_header(struct text_table *table, const struct report_options *options)
{
    static const char *const names[] = {"instance", "optimum", "FIN's gap", "proved by", "time", "verdict"};
    struct text_cell *cells = text_table_add_row(table);
    size_t c = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], "time") != 0 || !options->is_reproducible) {
            cells[c++] = (struct text_cell){.string = names[i], .style = STYLE_BOLD};
        }
    }
}

static void tally(struct fin_tally *fin, const struct run_record *run)
{
    const struct instance_record *record = &run->record;
    const struct method_record *result = run_record_find_result(run, "fin");
    if (result == NULL) {
        return;
    }
    for (size_t p = 0; p < result->parameter_count && fin->gamma == NULL; p++) {
        if (strcmp(result->parameters[p].name, "gamma") == 0) {
            fin->gamma = result->parameters[p].value;
        }
    }
    if (!record->has_optimum) {
        return;
    }
    fin->feasible_count++;
    if (!result->has_energy || result->plan == NULL) {
        fin->stopped_count += is_fin_stopped(result);
        fin->planless_count += !is_fin_stopped(result);
        return;
    }
    fin->optimal_count += result->energy_quanta == record->optimum_quanta;
    const double gap = relative_gap(result->energy_quanta, record->optimum_quanta);
    if (gap > fin->worst_gap) {
        fin->worst_gap = gap;
        fin->worst = record->instance;
    }
}

static void write_summary(struct text *text, const struct run_record *runs, size_t run_count)
{
    struct fin_tally fin = {.gamma = NULL};
    size_t counts[VERDICT_COUNT] = {0};
    size_t checked_count = 0;
    for (size_t i = 0; i < run_count; i++) {
        if (run_record_has_begun(&runs[i])) {
            tally(&fin, &runs[i]);
            counts[runs[i].record.verdict]++;
            checked_count++;
        }
    }
    text_add(text, "\n");
    if (checked_count < run_count) {
        text_addf(text, "Stopped by a signal: %zu of %zu instances were looked at.\n", checked_count,
                  run_count);
    }
    if (fin.planless_count > 0) {
        text_addf(text, "FIN found no plan for %zu feasible %s.\n", fin.planless_count,
                  fin.planless_count == 1 ? "one" : "ones");
    }
    if (fin.stopped_count > 0) {
        text_addf(text, "FIN was stopped by a limit, without a plan, on %zu feasible %s.\n",
                  fin.stopped_count, fin.stopped_count == 1 ? "one" : "ones");
    }
    if (fin.worst != NULL) {
        text_add(text, "FIN's worst gap: ");
        text_add_percent(text, fin.worst_gap);
        text_add(text, " on ");
        text_add_safe(text, fin.worst);
        text_add(text, ".\n");
    }
    text_addf(text, "%zu instance%s:", checked_count, checked_count == 1 ? "" : "s");
    const char *separator = " ";
    for (int v = VERDICT_AGREE; v <= VERDICT_COUNT; v++) {
        const enum verdict verdict = v == VERDICT_COUNT ? VERDICT_NONE : (enum verdict)v; /* refused last */
        if (counts[verdict] > 0) {
            text_addf(text, "%s%zu %s", separator, counts[verdict], verdict_name(verdict));
            separator = ", ";
        }
    }
    text_add(text, checked_count == 0 ? " none.\n" : ".");
    if (fin.feasible_count > 0) {
        text_addf(text, " FIN reached the optimum on %zu of %zu feasible ones", fin.optimal_count,
                  fin.feasible_count);
        text_addf(text, fin.gamma != NULL ? " at gamma %s." : "%s.", fin.gamma != NULL ? fin.gamma : "");
    }
    text_add(text, checked_count == 0 ? "" : "\n");
}

void check_text_write(struct text *text, struct arena *arena, const struct run_record *runs, size_t run_count,
                      const struct report_options *options)
{
    static const enum text_alignment with_time[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT,
                                                    ALIGN_LEFT, ALIGN_RIGHT, ALIGN_LEFT};
    static const enum text_alignment without_time[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_LEFT,
                                                       ALIGN_LEFT};
    struct text_table table;
    struct row_names names;
    find_shared_names(&names, arena, runs, run_count);
    text_table_init(&table, arena, options->is_reproducible ? without_time : with_time,
                    options->is_reproducible ? 5 : 6);
    add_header(&table, options);
    size_t shown = 0;
    for (size_t i = 0; i < run_count; i++) {
        if (run_record_has_begun(&runs[i]) &&
            !(options->is_quiet && runs[i].record.verdict == VERDICT_AGREE)) {
            add_run(&table, arena, &runs[i], &names, options);
            shown++;
        }
    }
    if (shown > 0) {
        text_table_write(text, &table, 0, options->is_coloured);
    }
    if (shown > 0 || !options->is_quiet) {
        write_summary(text, runs, run_count);
    }
}
