/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_TIERED_H
#define FINOPT_GENERATE_TIERED_H

#include "base/error.h"

struct arena;
struct family_parameters;
struct family_ranges;
struct instance;

/*
 * Family `tiered`: several applications on phones and cameras, edge servers and clouds. As `multi` (multi.h)
 * in structure, in what the tightness means and in its promises, but every number is drawn from a range that
 * was measured: which, and by whom, stands at the ranges in tiered.c. A device has one radio, with which it
 * reaches three edges and, through the internet, every cloud.
 *
 * `*instance` in `arena`. STATUS_INPUT: a parameter outside its range. O(applications * blocks * links).
 */
extern const struct family_ranges tiered_ranges;
enum status tiered_generate(const struct instance **instance, struct arena *arena,
                            const struct family_parameters *parameters, struct error *error);

#endif
