/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Family bin-packing: how do many small applications fill a few servers? Servers that are filled to the
 * tightness are cut into applications, which are then shuffled: there is a packing, and at tightness 1 it
 * leaves nothing.
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

enum { STEP_MS = 10, BIN_MS = 1000 };

const struct family_ranges bin_packing_ranges = {
    .applications = {2, 9, 100},
    .nodes = {2, 3, 20},
    .blocks = {1, 1, 1},
    .tightness_permille = {500, 1000, 1000},
};

/* Cuts `left` steps into `count` parts, all about as large. */
static void cut(int64_t *sizes_ms, struct rng *rng, int64_t left, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        const int64_t others = count - i - 1;
        const int64_t mean = left / (count - i);
        const int64_t low = max_int64(mean * 3 / 5, 1);
        const int64_t high = min_int64(mean * 7 / 5, left - others);
        const int64_t steps = others == 0 ? left : rng_between(rng, low, high);
        sizes_ms[i] = STEP_MS * steps;
        left -= steps;
    }
}

static void draw_sizes(int64_t *sizes_ms, struct rng *rng, const struct family_parameters *parameters)
{
    const int64_t bins = parameters->nodes;
    const int64_t full = parameters->tightness_permille * BIN_MS / 1000 / STEP_MS;
    int64_t *next = sizes_ms;
    for (int64_t b = 0; b < bins; b++) {
        const int64_t count = parameters->applications / bins + (b < parameters->applications % bins ? 1 : 0);
        cut(next, rng, full, count);
        next += count;
    }
    for (int64_t h = parameters->applications - 1; h > 0; h--) {
        const int64_t other = rng_between(rng, 0, h);
        const int64_t size = sizes_ms[h];
        sizes_ms[h] = sizes_ms[other];
        sizes_ms[other] = size;
    }
}

static void draw_bins(struct chain_draft *draft, struct arena *arena)
{
    const size_t bins = draft->node_count - 1;
    draft->node_ids[0] = "sensor";
    draft->node_tiers[0] = "mobile";
    draft->links = ARENA_ARRAY(arena, struct instance_link, bins);
    for (size_t b = 1; b <= bins; b++) {
        draft->node_ids[b] = arena_printf(arena, "server-%zu", b);
        draft->node_tiers[b] = "edge";
        draft->links[draft->link_count++] =
            (struct instance_link){.from = 0, .to = b, .bits_per_s = 1e9, .max_utilization = 1.0};
    }
}

enum status bin_packing_generate(const struct instance **instance, struct arena *arena,
                                 const struct family_parameters *parameters, struct error *error)
{
    const enum status status = family_check(parameters, &bin_packing_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    if (parameters->applications < parameters->nodes) {
        return error_set(error, STATUS_INPUT,
                         "applications: must be at least as many as nodes, %" PRId64 ", got %" PRId64,
                         parameters->nodes, parameters->applications);
    }
    struct rng rng = rng_from_seed(parameters->seed);
    struct chain_draft draft;
    chain_draft_init(&draft, arena, (size_t)parameters->applications, 1, (size_t)parameters->nodes + 1);
    int64_t *sizes_ms = ARENA_ARRAY(arena, int64_t, draft.application_count);
    draw_sizes(sizes_ms, &rng, parameters);
    draw_bins(&draft, arena);
    for (size_t h = 0; h < draft.application_count; h++) {
        chain_draft_set(&draft, h, 0, 0, CHAIN_NOWHERE, 0);
        for (size_t b = 1; b < draft.node_count; b++) {
            chain_draft_set(&draft, h, 0, b, sizes_ms[h], sizes_ms[h] * (int64_t)b);
        }
        draft.deadlines[h] = BIN_MS;
    }
    struct instance *made = chain_draft_instance(arena, &draft);
    const bool is_full = parameters->tightness_permille == 1000;
    if (is_full) {
        made->expected.status = EXPECTED_OPTIMAL;
        made->expected.energy_quanta = BIN_MS * parameters->nodes * (parameters->nodes + 1) / 2;
    }
    const struct family_stamp stamp = {
        .family = "bin-packing",
        .ranges = &bin_packing_ranges,
        .purpose = arena_printf(
            arena,
            "Bin packing: each application takes some of the 1000 ms that a server has in a second, on "
            "server-k at "
            "k mJ per ms; together they take %s of all. They were cut from servers filled to that, so they "
            "fit.%s",
            family_permille_text(arena, parameters->tightness_permille),
            is_full ? " By hand: every server must be full, so all packings cost the same." : ""),
        .source = "drawn at random by finopt's family bin-packing: multiples of 10 ms",
    };
    family_stamp(made, arena, &stamp, parameters);
    *instance = made;
    return STATUS_OK;
}
