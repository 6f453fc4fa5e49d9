/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SWEEP_FRONT_REPORT_H
#define FINOPT_SWEEP_FRONT_REPORT_H

#include "base/error.h"
#include "sweep/pareto_front.h"

struct sweep_report;

/*
 * The front at the application's accuracy target: a row and a point per breakpoint, each with its plan. Of
 * several applications the one of joint_front_find(): against the share of all deadlines, or one's latency.
 * `report` says of which problem, and is filled; its arenas serve. Fails as pareto_front_find() does.
 */
enum status front_report_build(struct sweep_report *report, const struct front_options *options,
                               struct error *error);

/*
 * The front at every accuracy target at which it changes: a row says up to which target and from which
 * deadline on a plan is the optimum. Together the rows give the optimum for every pair of target and
 * deadline. Of several applications it is the optimum of all against target and deadline of the one that
 * moves; STATUS_INPUT if none is named. A chart has the first CHART_SERIES_LIMIT targets, the least first.
 */
enum status breakpoint_report_build(struct sweep_report *report, const struct front_options *options,
                                    struct error *error);

#endif
