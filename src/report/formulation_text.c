/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a person see of several formulations of one problem? */
#include "report/formulation_text.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/record.h"
#include "report/engineering.h"
#include "report/text_table.h"

/* Fractions longer than this are not shown in the table. */
enum { EXACT_WIDTH = 24 };

bool formulations_are_compared(const struct instance_record *record)
{
    for (size_t r = 0; r < record->result_count; r++) {
        if (record->results[r].relaxation.is_known) {
            return true;
        }
    }
    return false;
}

static const char *effort_words(struct arena *arena, const struct method_record *result, const char *name)
{
    for (size_t e = 0; e < result->effort_count; e++) {
        if (strcmp(result->efforts[e].name, name) == 0) {
            return arena_printf(arena, "%lld", (long long)result->efforts[e].count);
        }
    }
    return "-";
}

static const char *value_words(struct arena *arena, const struct instance_record *record,
                               const struct linear_relaxation *relaxation)
{
    struct text text;
    if (!relaxation->is_known) {
        return "-";
    }
    if (relaxation->is_infeasible) {
        return "infeasible";
    }
    text_init(&text, arena);
    text_add_quantity(&text, relaxation->value_quanta * record->energy_quantum_j, "J");
    return text.data;
}

static const char *gap_words(struct arena *arena, const struct instance_record *record,
                             const struct linear_relaxation *relaxation)
{
    struct text text;
    if (!relaxation->is_known || relaxation->is_infeasible || !record->has_optimum) {
        return "-";
    }
    const double optimum = (double)record->optimum_quanta;
    const double gap = optimum > 0.0 ? (optimum - relaxation->value_quanta) / optimum : 0.0;
    if (fabs(gap) < 1e-9) {
        return "0 %";
    }
    text_init(&text, arena);
    text_add_percent(&text, fabs(gap));
    text_add(&text, gap < 0.0 ? " above" : "");
    return text.data;
}

/* Of a result that ran as a formulation: the name after the colon of its label. */
static const char *formulation_of(const struct method_record *result)
{
    const char *colon = result->label != NULL ? strchr(result->label, ':') : NULL;
    return colon != NULL ? colon + 1 : NULL;
}

static void add_formulation(struct text_table *table, struct arena *arena,
                            const struct instance_record *record, const struct method_record *result,
                            const struct report_options *options)
{
    static const char *const counts[] = {"rows", "columns", "nonzeros"};
    const struct linear_relaxation *relaxation = &result->relaxation;
    const bool has_value = relaxation->is_known && !relaxation->is_infeasible;
    struct text_cell *cells = text_table_add_row(table);
    size_t c = 0;
    cells[c++].string = formulation_of(result);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        cells[c++].string = effort_words(arena, result, counts[i]);
    }
    cells[c++].string = value_words(arena, record, relaxation);
    cells[c++].string =
        relaxation->exact != NULL && strlen(relaxation->exact) <= EXACT_WIDTH ? relaxation->exact : "-";
    cells[c++].string = !has_value ? "-" : relaxation->is_integral ? "yes" : "no";
    cells[c++].string = gap_words(arena, record, relaxation);
    cells[c++].string = effort_words(arena, result, "branch_nodes");
    cells[c++].string = effort_words(arena, result, "simplex_iterations");
    if (!options->is_reproducible) {
        cells[c].string =
            isfinite(result->solve_s) ? arena_printf(arena, "%.3f ms", 1e3 * result->solve_s) : "-";
    }
}

void formulation_table_write(struct text *text, struct arena *arena, const struct instance_record *record,
                             const struct report_options *options, size_t indent)
{
    static const enum text_alignment alignments[] = {ALIGN_LEFT,  ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_RIGHT,
                                                     ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_LEFT,  ALIGN_RIGHT,
                                                     ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_RIGHT};
    static const char *const names[] = {"formulation", "rows", "columns", "nonzeros", "relaxation", "quanta",
                                        "integral",    "gap",  "nodes",   "pivots",   "time"};
    const size_t columns = sizeof names / sizeof names[0] - (options->is_reproducible ? 1 : 0);
    struct text_table table;
    text_table_init(&table, arena, alignments, columns);
    struct text_cell *header = text_table_add_row(&table);
    for (size_t c = 0; c < columns; c++) {
        header[c] = (struct text_cell){.string = names[c], .style = STYLE_DIM};
    }
    for (size_t r = 0; r < record->result_count; r++) {
        if (formulation_of(&record->results[r]) != NULL) {
            add_formulation(&table, arena, record, &record->results[r], options);
        }
    }
    text_table_write(text, &table, indent, options->is_coloured);
}

const char *linear_relaxation_words(struct arena *arena, const struct instance_record *record,
                                    const struct method_record *result)
{
    const struct linear_relaxation *relaxation = &result->relaxation;
    struct text text;
    text_init(&text, arena);
    text_addf(&text, "linear relaxation %s", value_words(arena, record, relaxation));
    if (relaxation->exact != NULL) {
        text_addf(&text, " (exactly %s quanta)", relaxation->exact);
    }
    text_add(&text, relaxation->is_integral && !relaxation->is_infeasible ? ", integral" : "");
    return text.data;
}
