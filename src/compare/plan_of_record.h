/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_COMPARE_PLAN_OF_RECORD_H
#define FINOPT_COMPARE_PLAN_OF_RECORD_H

struct arena;
struct plan;
struct plan_record;
struct problem;

/*
 * The plan that a record names by ids, as indices into its problem: the way back from plan_record_new(). In
 * `arena`; NULL if an id is not the problem's. O(applications * (applications + configurations) + blocks *
 * nodes).
 */
struct plan *plan_of_record(struct arena *arena, const struct problem *problem,
                            const struct plan_record *record);

#endif
