/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where can a chain of blocks go, if nothing but the links matters? Counted backwards block by block, listed
 * by going forward; a way once begun can always be finished, since a block may stay where the one before is.
 */
#include "export/place_sequences.h"

#include "base/arena.h"
#include "base/checked.h"
#include "model/problem.h"

int64_t place_sequences_count(const struct problem *problem, size_t depth, int64_t limit)
{
    int64_t count = 1;
    for (size_t i = 0; i < depth && count <= limit; i++) {
        const int128 product = (int128)count * (int64_t)problem->node_count;
        count = product <= limit ? (int64_t)product : limit + 1;
    }
    return count;
}

int64_t place_walks_count(const struct problem *problem, struct arena *scratch, size_t source, size_t depth,
                          int64_t limit)
{
    const struct arena_mark mark = arena_mark(scratch);
    /* ways[n]: how the blocks that are left can go on from n. */
    int64_t *ways = ARENA_ARRAY(scratch, int64_t, problem->node_count);
    int64_t *next = ARENA_ARRAY(scratch, int64_t, problem->node_count);
    for (size_t n = 0; n < problem->node_count; n++) {
        ways[n] = 1;
    }
    for (size_t left = 0; left < depth; left++) {
        for (size_t n = 0; n < problem->node_count; n++) {
            next[n] = ways[n];
            for (size_t l = problem->link_begin[n]; l < problem->link_begin[n + 1]; l++) {
                next[n] = min_int64(limit + 1, next[n] + ways[problem->links[l].to]);
            }
        }
        int64_t *swap = ways;
        ways = next;
        next = swap;
    }
    const int64_t count = ways[source];
    arena_rewind(scratch, mark);
    return count;
}

struct walk_list {
    const struct problem *problem;
    size_t depth;
    place_walk_note *note;
    void *context;
};

/* The blocks from `block` on, coming from `from`; `number` holds the digits before, `weight` is that of this
 * one. */
static void list_walks(const struct walk_list *list, size_t from, size_t block, int64_t number,
                       int64_t weight)
{
    const struct problem *problem = list->problem;
    if (block == list->depth) {
        list->note(list->context, number);
        return;
    }
    const int64_t next_weight = block + 1 < list->depth ? weight * (int64_t)problem->node_count : weight;
    list_walks(list, from, block + 1, number + weight * (int64_t)from, next_weight);
    for (size_t l = problem->link_begin[from]; l < problem->link_begin[from + 1]; l++) {
        const size_t to = problem->links[l].to;
        list_walks(list, to, block + 1, number + weight * (int64_t)to, next_weight);
    }
}

void place_walks_list(const struct problem *problem, size_t source, size_t depth, place_walk_note *note,
                      void *context)
{
    const struct walk_list list = {.problem = problem, .depth = depth, .note = note, .context = context};
    list_walks(&list, source, 0, 0, 1);
}
