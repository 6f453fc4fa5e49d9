/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SWEEP_SWEEP_REPORT_H
#define FINOPT_SWEEP_SWEEP_REPORT_H

#include "report/chart.h"
#include "report/data_table.h"

struct arena;
struct instance;
struct problem;

/* What a sweep is about, and what came out of it, ready to be written in any format. */
struct sweep_report {
    struct arena *arena;
    struct arena *scratch;
    const struct instance *instance;
    const struct problem *problem;
    struct data_table table;
    struct chart chart;
};

#endif
