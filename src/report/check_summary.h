/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_CHECK_SUMMARY_H
#define FINOPT_REPORT_CHECK_SUMMARY_H

#include <stddef.h>

#include "report/run_record.h"

struct text;

/*
 * Lines about a whole check: what a signal cut off, the verdicts on somebody's plans, where FIN found nothing or was
 * stopped, its worst gap,
 * and last the one that matters: how many instances got which verdict, how often FIN reached the optimum.
 */
void check_summary_write(struct text *text, const struct run_record *runs, size_t run_count);

#endif
