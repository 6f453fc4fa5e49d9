/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_UNIT_SAMPLE_RUN_H
#define FINOPT_TESTS_UNIT_SAMPLE_RUN_H

struct arena;
struct run_record;

/*
 * A run as a child would report it: instance `net`, one application `camera` of two blocks; `fin` at gamma
 * 100 found a plan of 25 quanta, `labels` proved the optimum of 20. Quanta are millijoules and milliseconds.
 * The verdict is decided. In `arena`.
 */
void sample_run(struct run_record *run, struct arena *arena);

#endif
