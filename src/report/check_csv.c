/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a spreadsheet or a data frame read? One row per instance, names of columns that never change. */
#include "report/check_csv.h"

#include <inttypes.h>

#include "base/text.h"
#include "report/csv_fields.h"
#include "report/engineering.h"
#include "report/judgement.h"

static void add_energy(struct text *text, bool is_there, int64_t quanta, double quantum_j)
{
    if (is_there) {
        text_addf(text, ",%" PRId64 ",", quanta);
        text_add_csv_number(text, quanta_in_si(quanta, quantum_j));
    } else {
        text_add(text, ",,");
    }
}

static void write_row(struct text *text, const struct run_record *run, const struct report_options *options)
{
    const struct instance_record *record = &run->record;
    const struct method_record *fin = run_record_find_result(run, "fin");
    struct text words;
    text_add_csv_field(text, record->file);
    text_add(text, ",");
    text_add_csv_field(text, record->instance);
    text_addf(text, ",%s,%s", verdict_name(record->verdict),
              record->is_refused ? "error" : result_status_name(record->status));
    add_energy(text, record->has_optimum, record->optimum_quanta, record->energy_quantum_j);
    text_add(text, ",");
    for (size_t i = 0; i < record->proved_by_count; i++) {
        text_addf(text, "%s%s", i == 0 ? "" : " ", record->proved_by[i]);
    }
    text_addf(text, ",%s", fin != NULL ? result_status_name(fin->status) : "");
    const bool has_fin = fin != NULL && fin->has_energy;
    add_energy(text, has_fin, has_fin ? fin->energy_quanta : 0, record->energy_quantum_j);
    text_add(text, ",");
    if (has_fin && record->has_optimum) {
        text_add_csv_number(text, relative_gap(fin->energy_quanta, record->optimum_quanta));
    }
    text_add(text, ",");
    text_init(&words, text->arena);
    for (size_t f = 0; f < record->finding_count; f++) {
        text_addf(&words, "%s%s", f == 0 ? "" : "; ", record->findings[f].message);
    }
    text_add_csv_field(text, words.data);
    struct judgement worst;
    double gap = 0.0;
    const bool has_plan = judgement_worst(&worst, run);
    text_addf(text, ",%s,", has_plan ? plan_verdict_name(worst.verdict) : "");
    if (has_plan && judgement_gap(&gap, &worst)) {
        text_add_csv_number(text, gap);
    }
    if (!options->is_reproducible) {
        text_addf(text, ",%.6f", record->elapsed_s);
    }
    text_add(text, "\n");
}

void check_csv_write(struct text *text, const struct run_record *runs, size_t run_count,
                     const struct report_options *options)
{
    text_add(text, "file,instance,verdict,status,optimum_quanta,optimum_j,proved_by,fin_status,"
                   "fin_energy_quanta,fin_energy_j,fin_gap,messages,plan_verdict,plan_gap");
    text_add(text, options->is_reproducible ? "\n" : ",elapsed_s\n");
    for (size_t i = 0; i < run_count; i++) {
        if (run_record_has_begun(&runs[i])) {
            write_row(text, &runs[i], options);
        }
    }
}
