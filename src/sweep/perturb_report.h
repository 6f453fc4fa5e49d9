/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SWEEP_PERTURB_REPORT_H
#define FINOPT_SWEEP_PERTURB_REPORT_H

#include <stddef.h>
#include <stdint.h>

#include "sweep/axis_report.h"

struct sweep_report;

/* How far off profiles are, and how many of them are tried. */
struct perturbation {
    double share; /* 0.15: up to 15 % more or less */
    size_t count;
    uint64_t seed;
};

/*
 * Does the plan that a method chose survive errors of the profile? Each method plans once, at the request's
 * values, of which each axis has at most one; each plan is judged by the verifier in `count` instances of
 * sweep/perturbed_instance.h, and compared with the optimum there. A row per method:
 *
 *   late, overloaded   instances in which the plan breaks (P4); (P6) or (P8)
 *   regret             how much more than the optimum it costs where it holds: (energy - optimum) / optimum
 *
 * A chart has the share of instances in which the plan holds and has at most a regret. Instances without any
 * plan, or whose optimum is not proved in time, are counted apart. Fails as axis_report_build() does.
 */
enum status perturb_report_build(struct sweep_report *report, const struct sweep_request *request,
                                 const struct perturbation *perturbation, struct error *error);

#endif
