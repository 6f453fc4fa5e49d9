/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Family quantisation: at which placement does rounding up at a given gamma hurt? A depth is 100 us; block i
 * takes 100 k_i + 1 us on the device, the k_i add up to gamma - 1. In time: 100 (gamma - 1) + blocks <= 100
 * gamma, the deadline. In depths: the sum of k_i + 1 is gamma - 1 + blocks, too many from two blocks on.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "base/rng.h"
#include "generate/chain_draft.h"
#include "generate/family.h"
#include "generate/family_stamp.h"
#include "generate/hard_families.h"
#include "model/instance.h"

enum { DEPTH_US = 100, EDGE_UJ = 100 };

const struct family_ranges quantisation_ranges = {
    .applications = {1, 1, 1},
    .nodes = {2, 2, 2},
    .blocks = {2, 10, DEPTH_US},
    .gamma = {1, 100, 9000},
};

enum status quantisation_generate(const struct instance **instance, struct arena *arena,
                                  const struct family_parameters *parameters, struct error *error)
{
    const enum status status = family_check(parameters, &quantisation_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    const size_t blocks = (size_t)parameters->blocks;
    struct rng rng = rng_from_seed(parameters->seed);
    struct chain_draft draft;
    chain_draft_init_pair(&draft, arena, blocks);
    int64_t left = parameters->gamma - 1;
    for (size_t i = 0; i < blocks; i++) {
        const int64_t others = (int64_t)(blocks - i);
        const int64_t most = left * 2 / others;
        const int64_t depths = others == 1 ? left : rng_between(&rng, 0, most < left ? most : left);
        left -= depths;
        chain_draft_set(&draft, 0, i, 0, DEPTH_US * depths + 1, 1);
        chain_draft_set(&draft, 0, i, 1, 1, EDGE_UJ);
    }
    draft.deadlines[0] = DEPTH_US * parameters->gamma;
    struct instance *made = chain_draft_instance(arena, &draft);
    made->expected.status = EXPECTED_OPTIMAL;
    made->expected.energy_quanta = (int64_t)blocks;
    const struct family_stamp stamp = {
        .family = "quantisation",
        .ranges = &quantisation_ranges,
        .purpose =
            arena_printf(arena,
                         "Made against FIN at gamma %" PRId64
                         ", a depth being %d us. By hand: all on the device is in time, "
                         "%" PRId64 " us of %" PRId64
                         ", and cheapest, %zu uJ. But each block there is 1 us above a whole number of "
                         "depths; rounded up they take %" PRId64 " of %" PRId64
                         " depths, so FIN has to run some blocks on the edge, %d uJ each, if there are "
                         "depths enough at all.",
                         parameters->gamma, DEPTH_US, DEPTH_US * (parameters->gamma - 1) + parameters->blocks,
                         DEPTH_US * parameters->gamma, blocks, parameters->gamma - 1 + parameters->blocks,
                         parameters->gamma, EDGE_UJ),
        .source =
            "drawn at random by finopt's family quantisation: depths per block that add up to gamma - 1",
    };
    family_stamp(made, arena, &stamp, parameters);
    *instance = made;
    return STATUS_OK;
}
