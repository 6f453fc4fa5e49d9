/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_LABEL_RUNS_H
#define FINOPT_SOLVE_LABEL_RUNS_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/*
 * Labels of a vertex, from runs: each arc into it brings the labels of its tail, shifted, latencies rising;
 * merged they are the labels of the vertex.
 *
 *   run of arc 1  (t,e) (t,e) (t,e)
 *   run of arc 2  (t,e) (t,e)        ──merge, dominance──>  (t,e) (t,e) (t,e)
 *   run of arc 3  (t,e)
 *
 * Of labels with equal latency and energy that of the first run stays.
 */
struct label {
    int64_t latency_quanta; /* or depths */
    int64_t energy_quanta;
    uint32_t arc;    /* that brought it here; undefined at the source */
    uint32_t parent; /* index among the labels of the arc's tail */
};

/* Which labels leave when runs are merged. */
enum label_dominance {
    LABEL_DOMINANCE_PARETO,  /* those that another is no slower and no dearer than */
    LABEL_DOMINANCE_AT_EQUAL /* the same, but only among labels of equal latency */
};

struct label_runs {
    struct arena *arena;
    enum label_dominance dominance;
    struct label *buffers[2]; /* [capacity] before and after a round of merging */
    size_t capacity;
    size_t *ends; /* [count] in buffers[0] */
    size_t count;
};

/* Buffers and ends come from `arena`; room for `most_runs` runs. */
void label_runs_init(struct label_runs *runs, struct arena *arena, size_t most_runs,
                     enum label_dominance dominance);

/* No runs, and room for `labels` labels in all. */
void label_runs_clear(struct label_runs *runs, size_t labels);

/* Where the next run is to be written. */
static inline struct label *label_runs_end(const struct label_runs *runs)
{
    return runs->buffers[0] + (runs->count > 0 ? runs->ends[runs->count - 1] : 0);
}

/* Closes the run of `labels` labels written at the end; none: there is no such run. */
static inline void label_runs_add(struct label_runs *runs, size_t labels)
{
    if (labels > 0) {
        const size_t begin = runs->count > 0 ? runs->ends[runs->count - 1] : 0;
        runs->ends[runs->count++] = begin + labels;
    }
}

/* Merges all runs into one array in `arena` and tells its length. O(labels * log runs). */
struct label *label_runs_merge(size_t *count, struct label_runs *runs, struct arena *arena);

#endif
