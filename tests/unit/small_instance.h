/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_UNIT_SMALL_INSTANCE_H
#define FINOPT_TESTS_UNIT_SMALL_INSTANCE_H

#include "model/instance.h"

struct arena;

/*
 * An instance to start from, with round numbers; everything may be changed.
 *
 *   a (1e9 ops/s, 2 W) ──1e6 bit/s, 1 ms, 1 uJ/bit, 0.5 W──> b (4e9 ops/s, 10 W)
 *   input 1000 bits, block "first" 2e6 ops, 500 bits, block "last" 8e6 ops
 *
 * In quanta of 1 nJ and 1 ns:
 *                       on a: energy  latency    on b: energy  latency    a -> b: energy  latency
 *   first                    4000000  2000000         5000000   500000           1500000  2000000
 *   last                    16000000  8000000        20000000  2000000            750000  1500000
 *
 * Exits "exit1" after first (0.6), "exit2" after last (0.9); no configurations; application "app" at a.
 */
struct instance *small_instance_new(struct arena *arena);

/* Gives the model one configuration per row of fractions (exit1, exit2). */
void small_instance_configure(struct instance *instance, struct arena *arena, const double (*fractions)[2],
                              size_t count);

/* Replaces a profile by a single entry. */
void small_instance_profile(struct profile *profile, struct arena *arena, size_t node, double time_s,
                            double energy_j);

#endif
