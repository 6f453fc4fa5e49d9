/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_COMPARE_PLAN_EVIDENCE_H
#define FINOPT_COMPARE_PLAN_EVIDENCE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct instance_record;
struct plan;
struct problem;

/* A feasible plan by somebody, and what the verifier says it costs. */
struct foreign_plan {
    const struct plan *plan;
    int64_t energy_quanta;
};

/*
 * If the plan costs less than the optimum that the record's results prove, or the instance is proved to have
 * none: lines of text with what both plans cost, term by term; their number is returned, 0 where nothing is
 * wrong. The record's derived fields must have been decided. In `arena`.
 */
size_t plan_evidence(const char ***lines, struct arena *arena, const struct problem *problem,
                     const struct instance_record *record, const struct foreign_plan *foreign);

#endif
