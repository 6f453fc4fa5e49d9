/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_CHOICE_SET_H
#define FINOPT_CERTIFICATE_CHOICE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"

struct arena;

/*
 * Choices of one part of a plan: of some arcs, of a path, of the paths of some applications. Each has its
 * energy, its cost at prices, and what it uses of each of `width` things that must not be used beyond a
 * limit, in the sense of the plan: first `firm` ones, which say what a plan is, then others, which every plan
 * that costs less than the floor keeps to anyway. Two choices of two parts add up.
 *
 * Dominance: of two choices of the same part one may go if the other uses no more of anything firm and no
 * more energy, as long as one of two equals stays. For take a plan that costs less than the floor and has the
 * first. With the second in its place it is a plan, too, since it goes beyond no firm limit, and costs no
 * more: so it passes whatever test a plan that costs less than the floor must pass, those on cost at prices,
 * too, although that cost is not compared. So by induction, as long as only tests are made that each such
 * plan passes, there is one among what is kept if there is one at all.
 */
struct choice_set {
    size_t width;
    size_t firm;
    size_t count;
    size_t capacity;
    int64_t *energies; /* [count] quanta */
    int128 *costs;     /* [count] */
    uint64_t *keys;    /* [count] equal where the uses are; add up like these */
    int64_t *uses;     /* [count * width] */
};

/* A choice of one set and one of another, to be put together; of the same `cell` if of the same part. */
struct choice_pair {
    int64_t energy_quanta;
    uint64_t key;
    uint32_t first;
    uint32_t second;
    uint32_t cell;
};

struct choice_pairs {
    struct choice_pair *pairs; /* [count] */
    size_t count;
    size_t capacity;
};

/* The most pairs at a time, and the most choices kept at one node of the tree. */
#define CHOICE_LIMIT ((size_t)1 << 22)

/* An empty set, in `arena`. */
void choice_set_init(struct choice_set *set, struct arena *arena, size_t width, size_t firm);

/* The uses of a choice. */
static inline int64_t *choice_uses(const struct choice_set *set, size_t i)
{
    return &set->uses[i * set->width];
}

/* Room for one more choice, at [count], all zero; it counts once `count` is raised. */
void choice_set_reserve(struct choice_set *set, struct arena *arena);

/* The key of some uses. */
uint64_t choice_key(const int64_t *uses, size_t width);

/* Is what stands at [count] dominated by one of the last choices from `begin` on, none of which has more
 * energy? */
bool choice_is_dominated(const struct choice_set *set, size_t begin);

void choice_pairs_add(struct choice_pairs *pairs, struct arena *arena, const struct choice_pair *pair);

/* By cell, then by energy. */
void choice_pairs_sort(struct choice_pairs *pairs);

/* Puts a pair together at [count]: it counts once `count` is raised. */
void choice_set_join(struct choice_set *set, struct arena *arena, const struct choice_set *firsts,
                     const struct choice_set *seconds, const struct choice_pair *pair);

/* Adds those of `from` that no other dominates, ascending by energy, to an empty set as wide. O(count log
 * count). */
void choice_set_keep(struct choice_set *set, struct arena *arena, const struct choice_set *from);

#endif
