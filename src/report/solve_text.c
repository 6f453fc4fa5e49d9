/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a person see after `solve`? The plan first, the answer in one line last. */
#include "report/solve_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/check_words.h"
#include "report/engineering.h"
#include "report/formulation_text.h"
#include "io/safe_text.h"
#include "report/text_table.h"

static const char *energy_words(struct arena *arena, const struct instance_record *record, int64_t quanta)
{
    struct text text;
    text_init(&text, arena);
    text_add_quantity(&text, quanta_in_si(quanta, record->energy_quantum_j), "J");
    return text.data;
}

static const char *latency_words(struct arena *arena, const struct instance_record *record, int64_t quanta)
{
    struct text text;
    text_init(&text, arena);
    text_add_quantity(&text, quanta_in_si(quanta, record->time_quantum_s), "s");
    return text.data;
}

static const char *percent_words(struct arena *arena, double ratio)
{
    struct text text;
    text_init(&text, arena);
    text_add_percent(&text, ratio);
    return text.data;
}

/* --- one plan --- */

static void write_place(struct text *text, struct arena *arena, const struct run_record *run,
                        const struct plan_record_application *place, const struct report_options *options)
{
    static const enum text_alignment alignments[] = {ALIGN_LEFT, ALIGN_LEFT};
    const struct application_outline *outline = run_record_find_application(run, place->id);
    struct text_table table;
    text_add_styled(text, place->id, STYLE_BOLD, options->is_coloured);
    text_addf(text, ": configuration %s, %s, latency %s", place->configuration,
              energy_words(arena, &run->record, place->energy_quanta),
              latency_words(arena, &run->record, place->latency_quanta));
    if (outline != NULL) {
        text_addf(text, " of %s", latency_words(arena, &run->record, outline->deadline_quanta));
    }
    text_add(text, "\n");
    text_table_init(&table, arena, alignments, 2);
    struct text_cell *header = text_table_add_row(&table);
    header[0] = (struct text_cell){.string = "block", .style = STYLE_DIM};
    header[1] = (struct text_cell){.string = "node", .style = STYLE_DIM};
    for (size_t i = 0; i < place->node_count; i++) {
        struct text_cell *cells = text_table_add_row(&table);
        const bool has_name = outline != NULL && i < outline->block_count;
        cells[0].string = has_name ? outline->blocks[i] : arena_printf(arena, "%zu", i + 1);
        cells[1].string = place->nodes[i];
    }
    text_table_write(text, &table, 2, options->is_coloured);
    text_add(text, "\n");
}

/* The shared resources that some choice could exhaust, and what the plan takes of each. */
static void write_resources(struct text *text, struct arena *arena, const struct plan_record *plan,
                            const struct report_options *options)
{
    static const enum text_alignment alignments[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_RIGHT};
    struct text_table table;
    if (plan->resource_count == 0) {
        return;
    }
    text_table_init(&table, arena, alignments, 4);
    struct text_cell *header = text_table_add_row(&table);
    static const char *const names[] = {"shared resource", "used", "capacity", "part"};
    for (size_t c = 0; c < 4; c++) {
        header[c] = (struct text_cell){.string = names[c], .style = STYLE_DIM};
    }
    for (size_t r = 0; r < plan->resource_count; r++) {
        const struct resource_record *resource = &plan->resources[r];
        const bool is_memory = strncmp(resource->row, "P7", 2) == 0;
        struct text_cell *cells = text_table_add_row(&table);
        cells[0].string = resource->row;
        cells[1].string = is_memory ? arena_printf(arena, "%lld B", (long long)resource->used)
                                    : arena_printf(arena, "%.4f %%", (double)resource->used / 1e4);
        cells[2].string = is_memory ? arena_printf(arena, "%lld B", (long long)resource->capacity)
                                    : arena_printf(arena, "%.4f %%", (double)resource->capacity / 1e4);
        cells[3].string = resource->capacity > 0
                              ? percent_words(arena, (double)resource->used / (double)resource->capacity)
                              : "-";
    }
    text_table_write(text, &table, 0, options->is_coloured);
    text_add(text, "\n");
}

static enum text_style status_style(enum result_status status)
{
    switch (status) {
    case RESULT_OPTIMAL:
    case RESULT_INFEASIBLE:
        return STYLE_GOOD;
    case RESULT_FEASIBLE:
        return STYLE_PLAIN;
    default:
        return STYLE_WARNING;
    }
}

/* The note of the only result is shown with that result. */
static bool is_note_of_result(const struct run_record *run, const struct finding *finding)
{
    const struct method_record *result = run->record.results;
    return run->record.result_count == 1 && result->note != NULL &&
           strcmp(result->note, finding->message) == 0;
}

static void write_findings(struct text *text, const struct run_record *run,
                           const struct report_options *options)
{
    for (size_t f = 0; f < run->record.finding_count; f++) {
        const struct finding *finding = &run->record.findings[f];
        if (finding->severity > VERDICT_UNPROVED && !is_note_of_result(run, finding)) {
            text_add_styled(text, verdict_name(finding->severity), STYLE_BAD, options->is_coloured);
            text_addf(text, ": %s\n", finding->message);
        } else if (finding->severity == VERDICT_AGREE && run->record.status == RESULT_INFEASIBLE) {
            text_addf(text, "%s\n", finding->message);
        }
    }
}

static void write_one(struct text *text, struct arena *arena, const struct run_record *run,
                      const struct report_options *options)
{
    const struct instance_record *record = &run->record;
    const struct method_record *result = &record->results[0];
    if (result->plan != NULL && !result->is_unverified && run->plan_count == 0 && !options->is_quiet) {
        for (size_t h = 0; h < result->plan->application_count; h++) {
            write_place(text, arena, run, &result->plan->applications[h], options);
        }
        write_resources(text, arena, result->plan, options);
    }
    write_findings(text, run, options);
    text_add_safe(text, record->instance);
    text_addf(text, " by %s: ", method_record_label(result));
    text_add_styled(text, result_status_name(result->status), status_style(result->status),
                    options->is_coloured);
    if (result->has_energy) {
        text_addf(text, ", %s (%lld quanta)", energy_words(arena, record, result->energy_quanta),
                  (long long)result->energy_quanta);
    }
    if (result->has_energy && result->has_bound && result->bound_quanta < result->energy_quanta) {
        text_addf(text, ", gap at most %s: no plan costs less than %s",
                  percent_words(arena, relative_gap(result->energy_quanta, result->bound_quanta)),
                  energy_words(arena, record, result->bound_quanta));
    } else if (!result->has_energy && result->has_bound && result->status != RESULT_INFEASIBLE) {
        text_addf(text, ", no plan costs less than %s", energy_words(arena, record, result->bound_quanta));
    }
    if (result->relaxation.is_known) {
        text_addf(text, "; %s", linear_relaxation_words(arena, record, result));
    }
    if (result->proof != NULL) {
        text_addf(text, "; proof: %s", result->proof);
    }
    if (result->note != NULL) {
        text_addf(text, "; %s", result->note);
    }
    if (!options->is_reproducible && isfinite(result->solve_s)) {
        text_addf(text, "; %.3f ms", 1e3 * result->solve_s);
    }
    text_add(text, "\n");
}

/* --- several methods --- */

static void add_method(struct text_table *table, struct arena *arena, const struct instance_record *record,
                       const struct method_record *result, const struct report_options *options)
{
    struct text_cell *cells = text_table_add_row(table);
    size_t c = 0;
    cells[c++].string = method_record_label(result);
    cells[c] = (struct text_cell){result_status_name(result->status), status_style(result->status)};
    c++;
    cells[c++].string = result->has_energy ? energy_words(arena, record, result->energy_quanta) : "-";
    cells[c++].string =
        result->has_energy && record->has_optimum
            ? percent_words(arena, relative_gap(result->energy_quanta, record->optimum_quanta))
            : "-";
    cells[c++].string = result->has_bound ? energy_words(arena, record, result->bound_quanta) : "-";
    if (!options->is_reproducible) {
        cells[c++].string = result->status == RESULT_ERROR || !isfinite(result->solve_s)
                                ? "-"
                                : arena_printf(arena, "%.3f ms", 1e3 * result->solve_s);
    }
    struct text work;
    text_init(&work, arena);
    for (size_t e = 0; e < result->effort_count; e++) {
        text_addf(&work, "%s%lld %s", e == 0 ? "" : ", ", (long long)result->efforts[e].count,
                  result->efforts[e].name);
    }
    cells[c].string = work.data;
    if (result->note != NULL) {
        text_table_add_line(table, arena_printf(arena, "    %s: %s", method_record_label(result), result->note),
                            STYLE_DIM);
    }
}

/* Were relaxations all that was asked for? */
static bool is_relaxed_only(const struct instance_record *record)
{
    for (size_t r = 0; r < record->result_count; r++) {
        if (!record->results[r].relaxation.is_known || record->results[r].status != RESULT_UNKNOWN) {
            return false;
        }
    }
    return true;
}

static void write_several(struct text *text, struct arena *arena, const struct run_record *run,
                          const struct report_options *options)
{
    static const enum text_alignment with_time[] = {ALIGN_LEFT,  ALIGN_LEFT,  ALIGN_RIGHT, ALIGN_RIGHT,
                                                    ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_LEFT};
    static const enum text_alignment without_time[] = {ALIGN_LEFT,  ALIGN_LEFT,  ALIGN_RIGHT,
                                                       ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_LEFT};
    static const char *const names[] = {"method", "status", "energy", "gap", "bound", "time", "work"};
    const struct instance_record *record = &run->record;
    struct text_table table;
    text_table_init(&table, arena, options->is_reproducible ? without_time : with_time,
                    options->is_reproducible ? 6 : 7);
    struct text_cell *header = text_table_add_row(&table);
    for (size_t i = 0, c = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], "time") != 0 || !options->is_reproducible) {
            header[c++] = (struct text_cell){.string = names[i], .style = STYLE_BOLD};
        }
    }
    for (size_t r = 0; r < record->result_count; r++) {
        add_method(&table, arena, record, &record->results[r], options);
    }
    if (!options->is_quiet && !is_relaxed_only(record)) {
        text_table_write(text, &table, 0, options->is_coloured);
        text_add(text, "\n");
    }
    if (!options->is_quiet && formulations_are_compared(record)) {
        formulation_table_write(text, arena, record, options, 0);
        text_add(text, "\n");
    }
    write_findings(text, run, options);
    text_add_safe(text, record->instance);
    if (is_relaxed_only(record)) {
        text_add(text, ": linear relaxations; no plan was looked for\n");
        return;
    }
    text_add(text, ": ");
    if (record->has_optimum || record->status == RESULT_INFEASIBLE) {
        text_addf(text, "%s%s, proved by %s", record->has_optimum ? "optimum " : "",
                  optimum_words(arena, record), proved_by_words(arena, record));
    } else {
        text_addf(text, "optimum %s, proved by nobody", optimum_words(arena, record));
    }
    text_add(text, "; verdict ");
    text_add_styled(text, verdict_name(record->verdict),
                    record->verdict == VERDICT_AGREE ? STYLE_GOOD : STYLE_WARNING, options->is_coloured);
    text_add(text, "\n");
}

/* --- all plans --- */

static int64_t latency_of(const struct listed_plan *listed)
{
    int64_t latency_quanta = 0;
    for (size_t h = 0; h < listed->plan->application_count; h++) {
        const int64_t each = listed->plan->applications[h].latency_quanta;
        latency_quanta = each > latency_quanta ? each : latency_quanta;
    }
    return latency_quanta;
}

/* A plan with its place in the order of finding, which makes the order complete. */
struct ranked_plan {
    struct listed_plan listed;
    size_t rank;
};

static int compare_plans(const void *a, const void *b)
{
    const struct ranked_plan *left = a;
    const struct ranked_plan *right = b;
    if (left->listed.energy_quanta != right->listed.energy_quanta) {
        return left->listed.energy_quanta < right->listed.energy_quanta ? -1 : 1;
    }
    const int64_t left_latency = latency_of(&left->listed);
    const int64_t right_latency = latency_of(&right->listed);
    if (left_latency != right_latency) {
        return left_latency < right_latency ? -1 : 1;
    }
    return left->rank < right->rank ? -1 : left->rank > right->rank;
}

const struct listed_plan *listed_plans_sorted(struct arena *arena, const struct run_record *run)
{
    struct ranked_plan *ranked = ARENA_ARRAY(arena, struct ranked_plan, run->plan_count);
    struct listed_plan *sorted = ARENA_ARRAY(arena, struct listed_plan, run->plan_count);
    for (size_t i = 0; i < run->plan_count; i++) {
        ranked[i] = (struct ranked_plan){.listed = run->plans[i], .rank = i};
    }
    qsort(ranked, run->plan_count, sizeof *ranked, compare_plans);
    for (size_t i = 0; i < run->plan_count; i++) {
        sorted[i] = ranked[i].listed;
    }
    return sorted;
}

/* The rows of one plan; `number` is its place in the list. */
static void add_listed(struct text_table *table, struct arena *arena, const struct run_record *run,
                       const struct listed_plan *listed, size_t number)
{
    const struct plan_record *plan = listed->plan;
    if (plan->application_count > 1) {
        text_table_add_line(table,
                            arena_printf(arena, "plan %zu: %s", number,
                                         energy_words(arena, &run->record, listed->energy_quanta)),
                            STYLE_BOLD);
    }
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_record_application *place = &plan->applications[h];
        struct text nodes;
        text_init(&nodes, arena);
        for (size_t b = 0; b < place->node_count; b++) {
            text_addf(&nodes, "%s%s", b == 0 ? "" : " ", place->nodes[b]);
        }
        struct text_cell *cells = text_table_add_row(table);
        cells[0].string = energy_words(arena, &run->record, place->energy_quanta);
        cells[1].string = latency_words(arena, &run->record, place->latency_quanta);
        cells[2].string = plan->application_count > 1
                              ? arena_printf(arena, "%s/%s", place->id, place->configuration)
                              : place->configuration;
        cells[3].string = nodes.data;
    }
}

static void write_list(struct text *text, struct arena *arena, const struct run_record *run,
                       const struct report_options *options)
{
    static const enum text_alignment alignments[] = {ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_LEFT, ALIGN_LEFT};
    static const char *const names[] = {"energy", "latency", "configuration", "nodes"};
    const struct listed_plan *plans = listed_plans_sorted(arena, run);
    struct text_table table;
    text_table_init(&table, arena, alignments, 4);
    struct text_cell *header = text_table_add_row(&table);
    for (size_t c = 0; c < 4; c++) {
        header[c] = (struct text_cell){.string = names[c], .style = STYLE_BOLD};
    }
    for (size_t i = 0; i < run->plan_count; i++) {
        add_listed(&table, arena, run, &plans[i], i + 1);
    }
    text_table_write(text, &table, 0, options->is_coloured);
    text_add(text, "\n");
}

/* How many plans there are, and whether these are all. */
static void write_listing(struct text *text, const struct run_record *run)
{
    const struct listing_record *listing = &run->listing;
    const long long found = (long long)listing->found_count;
    if (!listing->has_ended) {
        return;
    }
    text_addf(text, "%lld feasible plan%s", found, found == 1 ? "" : "s");
    text_addf(text, listing->is_complete ? "%s\n" : "; %s\n", listing->is_complete ? "" : listing->reason);
}

void solve_text_write(struct text *text, struct arena *arena, const struct run_record *run,
                      const struct report_options *options)
{
    if (run->plan_count > 0) {
        write_list(text, arena, run, options);
    }
    write_listing(text, run);
    if (run->record.result_count == 1) {
        write_one(text, arena, run, options);
    } else if (run->record.result_count > 1) {
        write_several(text, arena, run, options);
    } else {
        write_findings(text, run, options);
        text_add_safe(text, run->record.instance != NULL ? run->record.instance : run->record.file);
        text_add(text, ": no method has answered\n");
    }
}
