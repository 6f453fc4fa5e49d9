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

const struct method_record *run_record_find_result(const struct run_record *run, const char *method)
{
    for (size_t r = 0; r < run->record.result_count; r++) {
        if (strcmp(run->record.results[r].method, method) == 0) {
            return &run->record.results[r];
        }
    }
    return NULL;
}
