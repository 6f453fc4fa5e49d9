/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has branching on a property brought so far? Kept per property, so that not every candidate has to be
 * probed at every node (reliability branching; Achterberg, Koch, Martin, Operations Research Letters 33,
 * 2005).
 */
#include "base/arena.h"
#include "solve/bp.h"

static size_t number_of(const struct bp_property *property)
{
    size_t number = property->kind == PROPERTY_CONFIGURATION ? property->configuration : property->node;
    number = number * 1009 + property->block;
    number = number * 1013 + property->group;
    number = number * 1019 + (property->kind == PROPERTY_ARC ? property->from : 0);
    return (number * 3 + property->kind) * UINT64_C(0x9E3779B97F4A7C15) >> 20;
}

static bool is_same(const struct bp_property *a, const struct bp_property *b)
{
    if (a->kind != b->kind || a->group != b->group) {
        return false;
    }
    if (a->kind == PROPERTY_CONFIGURATION) {
        return a->configuration == b->configuration;
    }
    return a->block == b->block && a->node == b->node && (a->kind == PROPERTY_NODE || a->from == b->from);
}

/* Where the record is, or would be. */
static struct bp_gain **find_slot(struct bp_gain **gains, size_t capacity, const struct bp_property *property)
{
    size_t at = number_of(property) & (capacity - 1);
    while (gains[at] != NULL && !is_same(&gains[at]->property, property)) {
        at = (at + 1) & (capacity - 1);
    }
    return &gains[at];
}

static void grow(struct bp *bp)
{
    const size_t capacity = bp->gain_capacity == 0 ? 256 : 2 * bp->gain_capacity;
    struct bp_gain **gains = ARENA_ARRAY(bp->arena, struct bp_gain *, capacity);
    for (size_t k = 0; k < bp->gain_capacity; k++) {
        if (bp->gains[k] != NULL) {
            *find_slot(gains, capacity, &bp->gains[k]->property) = bp->gains[k];
        }
    }
    bp->gains = gains;
    bp->gain_capacity = capacity;
}

struct bp_gain *bp_gain_of(struct bp *bp, const struct bp_property *property)
{
    if (2 * (bp->gain_count + 1) > bp->gain_capacity) {
        grow(bp);
    }
    struct bp_gain **slot = find_slot(bp->gains, bp->gain_capacity, property);
    if (*slot == NULL) {
        *slot = ARENA_NEW(bp->arena, struct bp_gain);
        (*slot)->property = *property;
        bp->gain_count++;
    }
    return *slot;
}
