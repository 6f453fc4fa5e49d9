/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_CHECK_CSV_H
#define FINOPT_REPORT_CHECK_CSV_H

#include <stddef.h>

#include "report/report_options.h"
#include "report/run_record.h"

struct text;

/*
 * CSV (RFC 4180, lines end with a line feed): a fixed header and a row per instance that was looked at.
 * Absent is empty, energies are integer quanta with joules beside them; `elapsed_s` is left out if
 * reproducible.
 */
void check_csv_write(struct text *text, const struct run_record *runs, size_t run_count,
                     const struct report_options *options);

#endif
