/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_MULTI_H
#define FINOPT_GENERATE_MULTI_H

#include "base/error.h"

struct arena;
struct family_parameters;
struct family_ranges;
struct instance;

/*
 * Family `multi`: several applications that share a network of three tiers.
 *
 *   mobile-1 ──radio──> edge-1, edge-2, edge-3 ──wide area──> cloud-1
 *      │                     └── edges in a ring, joined to their neighbours
 *      └────────────────────cellular──────────────────────────> cloud-1
 *
 * Applications arise at the mobiles in turn, run one of up to four networks with early exits at a third, two
 * thirds and the end of the chain, and differ in rate, deadline, accuracy target and latency metric. Numbers
 * are round; their magnitudes are those of phones, small servers, Wi-Fi, LTE and 5G.
 *
 * `tightness_permille` is the share of what mobiles, edges and radio links have (time, memory, rate) that the
 * applications' single optima would use together: 500 is loose, 1500 means that a third of the load must go
 * elsewhere. All nodes of a tier offer the same, but for two promises: a hidden plan (all blocks at one edge
 * in reach, or in the cloud) always fits, and each application alone can have its single optimum. So few
 * applications on many nodes are less tight than asked. "Single optimum" is the cheapest plan of the convex
 * hull of (energy, latency) within the deadline; the true one may be a little cheaper and use other nodes.
 *
 * `*instance` in `arena`. STATUS_INPUT: a parameter outside its range. O(applications * blocks * links).
 */
extern const struct family_ranges multi_ranges;
enum status multi_generate(const struct instance **instance, struct arena *arena,
                           const struct family_parameters *parameters, struct error *error);

#endif
