/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the labels of all predecessors make together? Runs are merged pairwise until one is left. */
#include "solve/label_runs.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

void label_runs_init(struct label_runs *runs, struct arena *arena, size_t most_runs,
                     enum label_dominance dominance)
{
    *runs = (struct label_runs){
        .arena = arena,
        .dominance = dominance,
        .ends = ARENA_ARRAY(arena, size_t, most_runs),
    };
}

void label_runs_clear(struct label_runs *runs, size_t labels)
{
    runs->count = 0;
    if (labels > runs->capacity) {
        runs->capacity = 2 * labels;
        runs->buffers[0] = ARENA_ARRAY(runs->arena, struct label, runs->capacity);
        runs->buffers[1] = ARENA_ARRAY(runs->arena, struct label, runs->capacity);
    }
}

/* Merges two runs and drops dominated labels; `out` has room for both. Returns the length. */
static size_t merge_two(struct label *restrict out, const struct label *a, size_t a_count,
                        const struct label *b, size_t b_count, enum label_dominance dominance)
{
    size_t count = 0;
    size_t i = 0;
    size_t j = 0;
    int64_t cheapest = INT64_MAX;
    while (i < a_count || j < b_count) {
        const bool from_a = j == b_count || (i < a_count && (a[i].latency_quanta < b[j].latency_quanta ||
                                                             (a[i].latency_quanta == b[j].latency_quanta &&
                                                              a[i].energy_quanta <= b[j].energy_quanta)));
        const struct label *next = from_a ? &a[i++] : &b[j++];
        if (next->energy_quanta < cheapest ||
            (dominance == LABEL_DOMINANCE_AT_EQUAL && next->latency_quanta > out[count - 1].latency_quanta)) {
            cheapest = next->energy_quanta;
            out[count++] = *next;
        }
    }
    return count;
}

/* Merges the runs in buffers[0] until one is left; returns its length, it ends up in buffers[0]. */
static size_t merge_all(struct label_runs *runs)
{
    while (runs->count > 1) {
        size_t begin = 0;
        size_t merged = 0;
        size_t out = 0;
        for (size_t r = 0; r < runs->count; r += 2) {
            const size_t middle = runs->ends[r];
            const size_t end = r + 1 < runs->count ? runs->ends[r + 1] : middle;
            out += merge_two(runs->buffers[1] + out, runs->buffers[0] + begin, middle - begin,
                             runs->buffers[0] + middle, end - middle, runs->dominance);
            runs->ends[merged++] = out;
            begin = end;
        }
        struct label *swap = runs->buffers[0];
        runs->buffers[0] = runs->buffers[1];
        runs->buffers[1] = swap;
        runs->count = merged;
    }
    return runs->count == 1 ? runs->ends[0] : 0;
}

struct label *label_runs_merge(size_t *count, struct label_runs *runs, struct arena *arena)
{
    *count = merge_all(runs);
    struct label *labels = ARENA_ARRAY(arena, struct label, *count);
    if (*count > 0) {
        memcpy(labels, runs->buffers[0], *count * sizeof *labels);
    }
    return labels;
}
