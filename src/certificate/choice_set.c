/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which choices need not be kept? In the order of energy, each is compared with those kept last: most of the
 * dominated have a neighbour that dominates them, and to keep one too many is no error. Equal choices have
 * equal keys, which are sums, so that a sort brings them side by side before their uses are known.
 */
#include "certificate/choice_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* With how many of the choices kept one is compared. */
enum { NEIGHBOURS = 256 };

void choice_set_init(struct choice_set *set, struct arena *arena, size_t width, size_t firm)
{
    *set = (struct choice_set){.width = width, .firm = firm, .uses = ARENA_ARRAY(arena, int64_t, 0)};
}

void choice_set_reserve(struct choice_set *set, struct arena *arena)
{
    const size_t size = set->width * sizeof *set->uses;
    if (set->count == set->capacity) {
        const struct choice_set old = *set;
        set->capacity = 2 * old.capacity + 16;
        set->energies = ARENA_ARRAY(arena, int64_t, set->capacity);
        set->costs = ARENA_ARRAY(arena, int128, set->capacity);
        set->keys = ARENA_ARRAY(arena, uint64_t, set->capacity);
        set->uses = arena_alloc_unset(arena, set->capacity * set->width, sizeof *set->uses);
        if (old.count > 0) {
            memcpy(set->energies, old.energies, old.count * sizeof *old.energies);
            memcpy(set->costs, old.costs, old.count * sizeof *old.costs);
            memcpy(set->keys, old.keys, old.count * sizeof *old.keys);
            memcpy(set->uses, old.uses, old.count * size);
        }
    }
    set->energies[set->count] = 0;
    set->costs[set->count] = 0;
    set->keys[set->count] = 0;
    memset(choice_uses(set, set->count), 0, size);
}

uint64_t choice_key(const int64_t *uses, size_t width)
{
    uint64_t key = 0;
    uint64_t factor = 1;
    for (size_t r = 0; r < width; r++) {
        factor *= UINT64_C(0x9e3779b97f4a7c15);
        key += factor * (uint64_t)uses[r];
    }
    return key;
}

static bool is_within(const int64_t *uses, const int64_t *limits, size_t width)
{
    for (size_t r = 0; r < width; r++) {
        if (uses[r] > limits[r]) {
            return false;
        }
    }
    return true;
}

bool choice_is_dominated(const struct choice_set *set, size_t begin)
{
    const int64_t *uses = choice_uses(set, set->count);
    for (size_t i = set->count, tried = 0; i-- > begin && tried < NEIGHBOURS; tried++) {
        if (is_within(choice_uses(set, i), uses, set->firm)) {
            return true;
        }
    }
    return false;
}

void choice_pairs_add(struct choice_pairs *pairs, struct arena *arena, const struct choice_pair *pair)
{
    pairs->pairs = ARENA_GROW(arena, struct choice_pair, pairs->pairs, pairs->count, &pairs->capacity);
    pairs->pairs[pairs->count++] = *pair;
}

static int compare_pairs(const void *left, const void *right)
{
    const struct choice_pair *a = left;
    const struct choice_pair *b = right;
    if (a->cell != b->cell) {
        return a->cell < b->cell ? -1 : 1;
    }
    if (a->energy_quanta != b->energy_quanta) {
        return a->energy_quanta < b->energy_quanta ? -1 : 1;
    }
    if (a->key != b->key) {
        return a->key < b->key ? -1 : 1;
    }
    if (a->first != b->first) {
        return a->first < b->first ? -1 : 1;
    }
    return (a->second > b->second) - (a->second < b->second);
}

void choice_pairs_sort(struct choice_pairs *pairs)
{
    if (pairs->count > 1) {
        qsort(pairs->pairs, pairs->count, sizeof *pairs->pairs, compare_pairs);
    }
}

void choice_set_join(struct choice_set *set, struct arena *arena, const struct choice_set *firsts,
                     const struct choice_set *seconds, const struct choice_pair *pair)
{
    choice_set_reserve(set, arena);
    int64_t *uses = choice_uses(set, set->count);
    const int64_t *first = choice_uses(firsts, pair->first);
    const int64_t *second = choice_uses(seconds, pair->second);
    set->energies[set->count] = pair->energy_quanta;
    set->costs[set->count] = firsts->costs[pair->first] + seconds->costs[pair->second];
    set->keys[set->count] = pair->key;
    for (size_t r = 0; r < set->width; r++) {
        uses[r] = first[r] + second[r];
    }
}

void choice_set_keep(struct choice_set *set, struct arena *arena, const struct choice_set *from)
{
    struct choice_pairs order = {0};
    struct choice_set nothing;
    choice_set_init(&nothing, arena, set->width, set->firm);
    choice_set_reserve(&nothing, arena);
    for (size_t i = 0; i < from->count; i++) {
        const struct choice_pair pair = {
            .energy_quanta = from->energies[i], .key = from->keys[i], .first = (uint32_t)i};
        choice_pairs_add(&order, arena, &pair);
    }
    choice_pairs_sort(&order);
    for (size_t i = 0; i < order.count; i++) {
        choice_set_join(set, arena, from, &nothing, &order.pairs[i]);
        set->count += !choice_is_dominated(set, 0);
    }
}
