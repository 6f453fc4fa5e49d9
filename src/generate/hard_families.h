/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_HARD_FAMILIES_H
#define FINOPT_GENERATE_HARD_FAMILIES_H

#include "base/error.h"

struct arena;
struct family_parameters;
struct family_ranges;
struct instance;

/*
 * Families that are hard for someone. Of all of them: `*instance` in `arena`; STATUS_INPUT: a parameter
 * outside the ranges. With one application the tightness R puts the deadline 1 / (1 + R) of the way from the
 * latency of the fastest plan to that of the cheapest.
 */

/*
 * subset-sum: the reduction that shows that one application is enough to be NP-hard (problem.md). A block of
 * weight w takes w + 1 us and 1 uJ on the device, 1 us and w + 1 uJ on the edge; links are free. So the
 * weights on the device must fit below a limit, and the more of them the better. All weights are even and the
 * limit is odd: no subset meets it, so branch and bound on the relaxation, whose value is the limit, must
 * look at exponentially many (Jeroslow, Mathematical Programming 6, 1974).
 */
extern const struct family_ranges subset_sum_ranges;
enum status subset_sum_generate(const struct instance **instance, struct arena *arena,
                                const struct family_parameters *parameters, struct error *error);

/*
 * pareto: as subset-sum, but the weights are powers of two in units of 32 us, and what they save powers of
 * two in units of 32 uJ, each with 0 or 1 added. All 2^blocks plans are non-dominated, and half a unit of the
 * limit is left over whatever fits, which is more than all that was added: no bound closes that gap. The best
 * plan is the binary expansion of the limit in units; it is expected.
 */
extern const struct family_ranges pareto_ranges;
enum status pareto_generate(const struct instance **instance, struct arena *arena,
                            const struct family_parameters *parameters, struct error *error);

/*
 * quantisation: everything on the device is just in time, takes 1 uJ a block and is the optimum, which is
 * expected. But every block there takes a little more than a whole number of depths at the given gamma, those
 * of all together come to gamma - 1 before rounding up and to gamma - 1 + blocks after: FIN must run some on
 * the edge for 100 uJ each, or, with fewer levels than blocks, finds nothing. `gamma` is at most 9000, so
 * that the device is not full.
 */
extern const struct family_ranges quantisation_ranges;
enum status quantisation_generate(const struct instance **instance, struct arena *arena,
                                  const struct family_parameters *parameters, struct error *error);

/*
 * ties: every block takes on every node either 10 us or 10 uJ, and the other is 0; all links are free. Many
 * plans cost the same, most arcs cost nothing.
 */
extern const struct family_ranges ties_ranges;
enum status ties_generate(const struct instance **instance, struct arena *arena,
                          const struct family_parameters *parameters, struct error *error);

/*
 * layered, layered-anti: every block has as many nodes of its own, and every arc from block to block a time
 * and an energy of its own, 1 to 100 ms and mJ, independent, or in layered-anti energy + time about 101. At
 * most 20000 links.
 */
extern const struct family_ranges layered_ranges;
enum status layered_generate(const struct instance **instance, struct arena *arena,
                             const struct family_parameters *parameters, struct error *error);
enum status layered_anti_generate(const struct instance **instance, struct arena *arena,
                                  const struct family_parameters *parameters, struct error *error);

/*
 * multi-anti: as layered-anti with several applications on one set of nodes, where every block may run. Each
 * block has on every node a time and an energy of its own, 1 to 100 us and uJ, energy + time about 101, each
 * link 1 to 20 of both and about 21. The tightness R sets every application's deadline as with one
 * application, and the memory of the nodes, which is what they share: that of all blocks and 0.6 / (1 + R)
 * more, in equal parts, but at least what a node needs if all take their fastest plans, so that there is a
 * plan. At most 9000 blocks in all, so that no node is busy all the time.
 */
extern const struct family_ranges multi_anti_ranges;
enum status multi_anti_generate(const struct instance **instance, struct arena *arena,
                                const struct family_parameters *parameters, struct error *error);

/*
 * bin-packing: applications of one block that fill a part of a server each, cut from servers that are full to
 * the tightness (at most 1), so that they fit; the same packing is strongly NP-hard to find. Servers differ
 * in energy per millisecond. At tightness 1 all packings cost the same, and that is expected.
 */
extern const struct family_ranges bin_packing_ranges;
enum status bin_packing_generate(const struct instance **instance, struct arena *arena,
                                 const struct family_parameters *parameters, struct error *error);

#endif
