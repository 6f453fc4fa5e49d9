/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Families subset-sum and pareto: which of the weights fit below the limit? On two nodes joined by free links
 * the sum of what runs on the slow and thrifty one is bounded by the deadline, and is what the plan saves.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/rng.h"
#include "generate/chain_draft.h"
#include "generate/family.h"
#include "generate/family_stamp.h"
#include "generate/hard_families.h"
#include "model/instance.h"

enum { UNIT = 32 }; /* of pareto: more than twice what is added to its weights, one each at most */

const struct family_ranges subset_sum_ranges = {
    .applications = {1, 1, 1},
    .nodes = {2, 2, 2},
    .blocks = {2, 10, FAMILY_BLOCKS_LIMIT},
    .tightness_permille = {1, 1000, FAMILY_TIGHTNESS_LIMIT_PERMILLE},
};

const struct family_ranges pareto_ranges = {
    .applications = {1, 1, 1},
    .nodes = {2, 2, 2},
    .blocks = {2, 10, 14},
    .tightness_permille = {1, 500, FAMILY_TIGHTNESS_LIMIT_PERMILLE},
};

/* Weights, what each saves if it fits, and the limit. */
struct weights {
    int64_t *values;  /* [count] */
    int64_t *savings; /* [count] */
    size_t count;
    int64_t limit;
};

static struct instance *weights_instance(struct arena *arena, const struct weights *weights)
{
    struct chain_draft draft;
    chain_draft_init_pair(&draft, arena, weights->count);
    for (size_t i = 0; i < weights->count; i++) {
        chain_draft_set(&draft, 0, i, 0, weights->values[i] + 1, 1);
        chain_draft_set(&draft, 0, i, 1, 1, weights->savings[i] + 1);
    }
    draft.deadlines[0] = (int64_t)weights->count + weights->limit;
    return chain_draft_instance(arena, &draft);
}

enum status subset_sum_generate(const struct instance **instance, struct arena *arena,
                                const struct family_parameters *parameters, struct error *error)
{
    const enum status status = family_check(parameters, &subset_sum_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    const size_t count = (size_t)parameters->blocks;
    struct weights weights = {.values = ARENA_ARRAY(arena, int64_t, count), .count = count};
    struct rng rng = rng_from_seed(parameters->seed);
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        weights.values[i] = 2 * rng_between(&rng, 50, 499);
        sum += weights.values[i];
    }
    weights.savings = weights.values;
    weights.limit = max_int64((chain_deadline(0, sum, parameters->tightness_permille) + 1) / 2 * 2, 2) - 1;
    struct instance *made = weights_instance(arena, &weights);
    const struct family_stamp stamp = {
        .family = "subset-sum",
        .ranges = &subset_sum_ranges,
        .purpose = arena_printf(
            arena,
            "Choosing which blocks run on the slow device is subset sum: weights that add up to %" PRId64
            ", of which at most %" PRId64
            " fit. All are even and the limit is odd, so branch and bound has to look at very many subsets.",
            sum, weights.limit),
        .source = "drawn at random by finopt's family subset-sum: even weights from 100 to 998",
    };
    family_stamp(made, arena, &stamp, parameters);
    *instance = made;
    return STATUS_OK;
}

enum status pareto_generate(const struct instance **instance, struct arena *arena,
                            const struct family_parameters *parameters, struct error *error)
{
    const enum status status = family_check(parameters, &pareto_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    const size_t count = (size_t)parameters->blocks;
    struct weights weights = {.values = ARENA_ARRAY(arena, int64_t, count),
                              .savings = ARENA_ARRAY(arena, int64_t, count),
                              .count = count};
    const int64_t most = (INT64_C(1) << count) - 1; /* of units */
    const int64_t units = min_int64(chain_deadline(0, most, parameters->tightness_permille), most - 1);
    struct rng rng = rng_from_seed(parameters->seed);
    int64_t optimum = (int64_t)count;
    for (size_t i = 0; i < count; i++) {
        /* the next power of two changes places with one before it: any order is as likely */
        const size_t place = (size_t)rng_between(&rng, 0, (int64_t)i);
        weights.values[i] = weights.values[place];
        weights.values[place] = INT64_C(1) << i;
    }
    for (size_t i = 0; i < count; i++) {
        const int64_t power = weights.values[i];
        weights.values[i] = UNIT * power + rng_between(&rng, 0, 1);
        weights.savings[i] = UNIT * power + rng_between(&rng, 0, 1);
        optimum += (units & power) != 0 ? 0 : weights.savings[i];
    }
    weights.limit = UNIT * units + UNIT / 2;
    struct instance *made = weights_instance(arena, &weights);
    made->expected.status = EXPECTED_OPTIMAL;
    made->expected.energy_quanta = optimum;
    const struct family_stamp stamp = {
        .family = "pareto",
        .ranges = &pareto_ranges,
        .purpose =
            arena_printf(arena,
                         "Powers of two in units of %d us and uJ, each 0 or 1 more: all 2^%zu plans are "
                         "non-dominated, so the front "
                         "of energy and latency has as many points. By hand: %" PRId64
                         ".5 units fit on the slow device, so those run there whose powers add up to %" PRId64
                         ": only they save that much, and what is left over tempts every bound.",
                         UNIT, count, units, units),
        .source = "made up by finopt's family pareto: powers of two in an order drawn at random",
    };
    family_stamp(made, arena, &stamp, parameters);
    *instance = made;
    return STATUS_OK;
}
