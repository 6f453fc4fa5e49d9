/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Family ties: what if plans cost the same and most steps nothing? A block takes either time or energy at a
 * node; one that takes time somewhere and energy elsewhere is a choice, and all such choices are worth the
 * same.
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

enum { STEP = 10 };

const struct family_ranges ties_ranges = {
    .applications = {1, 1, 1},
    .nodes = {2, 3, 20},
    .blocks = {1, 10, FAMILY_BLOCKS_LIMIT},
    .tightness_permille = {1, 1000, FAMILY_TIGHTNESS_LIMIT_PERMILLE},
};

enum status ties_generate(const struct instance **instance, struct arena *arena,
                          const struct family_parameters *parameters, struct error *error)
{
    const enum status status = family_check(parameters, &ties_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    struct rng rng = rng_from_seed(parameters->seed);
    struct chain_draft draft;
    chain_draft_init(&draft, arena, 1, (size_t)parameters->blocks, (size_t)parameters->nodes);
    draft.units_per_si = 1000000;
    for (size_t n = 0; n < draft.node_count; n++) {
        draft.node_ids[n] = arena_printf(arena, "edge-%zu", n + 1);
        draft.node_tiers[n] = "edge";
    }
    chain_draft_join_all(&draft, arena);
    int64_t choices = 0; /* blocks that take time here and energy there */
    int64_t fixed = 0;   /* blocks that take energy everywhere */
    int64_t slow = 0;    /* blocks that take time everywhere */
    for (size_t i = 0; i < draft.block_count; i++) {
        int64_t slow_nodes = 0;
        for (size_t n = 0; n < draft.node_count; n++) {
            const bool is_slow = rng_between(&rng, 0, 1) == 1;
            slow_nodes += is_slow ? 1 : 0;
            chain_draft_set(&draft, 0, i, n, is_slow ? STEP : 0, is_slow ? 0 : STEP);
        }
        choices += slow_nodes > 0 && slow_nodes < parameters->nodes ? 1 : 0;
        fixed += slow_nodes == 0 ? 1 : 0;
        slow += slow_nodes == parameters->nodes ? 1 : 0;
    }
    const int64_t deadline =
        chain_deadline(STEP * slow, STEP * (slow + choices), parameters->tightness_permille);
    const int64_t late = deadline / STEP - slow; /* choices for which there is time */
    draft.deadlines[0] = max_int64(deadline, 1);
    struct instance *made = chain_draft_instance(arena, &draft);
    made->expected.status = EXPECTED_OPTIMAL;
    made->expected.energy_quanta = STEP * (fixed + choices - late);
    const struct family_stamp stamp = {
        .family = "ties",
        .ranges = &ties_ranges,
        .purpose = arena_printf(arena,
                                "A block takes %d us and nothing, or %d uJ and no time. By hand: of %" PRId64
                                " blocks that can be had either way, any %" PRId64
                                " may take their time; %" PRId64 " take energy anyway, and %" PRId64
                                " time. Degenerate: equal energies, costs of zero, many optimal plans.",
                                STEP, STEP, choices, late, fixed, slow),
        .source = "drawn at random by finopt's family ties: time or energy, with equal chances",
    };
    family_stamp(made, arena, &stamp, parameters);
    *instance = made;
    return STATUS_OK;
}
