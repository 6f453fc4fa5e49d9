/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SWEEP_AXIS_REPORT_H
#define FINOPT_SWEEP_AXIS_REPORT_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "solve/solver.h"
#include "sweep/axis.h"

struct sweep_report;

/* What a chart shows over the longest axis, or how the gaps at all points are distributed. */
enum sweep_plot { PLOT_ENERGY, PLOT_GAP, PLOT_TIME, PLOT_GAP_ECDF };

struct sweep_request {
    struct axis axes[AXIS_COUNT]; /* by enum axis_kind; those with one value fix it, at most two have more */
    size_t application;           /* whose limits move; ALL_APPLICATIONS */
    const struct solver *const *methods; /* [method_count] */
    size_t method_count;
    struct solve_options solve; /* its deadline is set anew for each method, its gamma by the axis */
    double time_limit_s;        /* per method and point */
    const volatile sig_atomic_t *stop_now;
    bool is_reproducible; /* no times */
    enum sweep_plot plot;
};

/* The most points of a sweep, over all axes. */
enum { SWEEP_POINTS_LIMIT = 20000 };

/*
 * Every method at every combination of values: a row each, with its gap to what any of them proved there.
 * Each point is quantised from the instance with these values in it; the verifier has recomputed each plan. A
 * method that does not do such a problem has a row that says so. STATUS_INPUT: too many axes or points;
 * STATUS_OVERFLOW as quantize(); STATUS_SOLVER: the verifier rejects a plan.
 */
enum status axis_report_build(struct sweep_report *report, const struct sweep_request *request,
                              struct error *error);

#endif
