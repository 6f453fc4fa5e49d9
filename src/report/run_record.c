/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known about an application or a method of a run? Lists are short: a linear search. */
#include "report/run_record.h"

#include <string.h>

bool run_record_has_begun(const struct run_record *run)
{
    return !run->is_interrupted || run->record.instance != NULL || run->diagnostics != NULL;
}

const struct application_outline *run_record_find_application(const struct run_record *run, const char *id)
{
    for (size_t h = 0; h < run->application_count; h++) {
        if (strcmp(run->applications[h].id, id) == 0) {
            return &run->applications[h];
        }
    }
    return NULL;
}

bool method_record_is_stopped(const struct method_record *result)
{
    return result->status == RESULT_UNKNOWN && result->note != NULL &&
           strstr(result->note, "stopped by ") != NULL;
}

const struct method_record *run_record_find_result(const struct run_record *run, const char *method)
{
    const struct method_record *best = NULL;
    for (size_t r = 0; r < run->record.result_count; r++) {
        const struct method_record *result = &run->record.results[r];
        if (strcmp(result->method, method) == 0 &&
            (best == NULL ||
             (result->has_energy && (!best->has_energy || result->energy_quanta < best->energy_quanta)))) {
            best = result;
        }
    }
    return best;
}
