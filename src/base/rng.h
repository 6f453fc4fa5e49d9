/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASE_RNG_H
#define FINOPT_BASE_RNG_H

#include <stdint.h>

/*
 * Seeded random numbers, the same on every machine: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
 * For generators and tests only; no method of the planner is random.
 */
struct rng {
    uint64_t state;
};

static inline struct rng rng_from_seed(uint64_t seed)
{
    return (struct rng){.state = seed};
}

static inline uint64_t rng_next(struct rng *rng)
{
    rng->state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = rng->state;
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* A number in low..high, both included; low <= high. The bias is below range / 2^64. */
static inline int64_t rng_between(struct rng *rng, int64_t low, int64_t high)
{
    const uint64_t range = (uint64_t)high - (uint64_t)low + 1;
    const uint64_t draw = rng_next(rng);
    return (int64_t)((uint64_t)low + (range == 0 ? draw : draw % range));
}

#endif
