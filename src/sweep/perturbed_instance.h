/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SWEEP_PERTURBED_INSTANCE_H
#define FINOPT_SWEEP_PERTURBED_INSTANCE_H

struct arena;
struct instance;
struct rng;

/*
 * The instance with other block times, in `arena`; shares all else. Every block takes on every node, with its
 * exit head, 1 - share .. 1 + share times as long, drawn evenly and for each pair anew, and as much more or
 * less energy. The draws do not depend on what can run where: the same seed gives the same factor for a pair.
 */
const struct instance *perturbed_instance_new(struct arena *arena, const struct instance *instance,
                                              double share, struct rng *rng);

#endif
