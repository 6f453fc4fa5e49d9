/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BP_CUT_SEARCH_H
#define FINOPT_SOLVE_BP_CUT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "solve/bp.h"

/*
 * The search for a cut on one shared row at one node, as its own files see it. Counts are tried out; what the
 * best right side for them is, profiles tell.
 */

/* No cut counts further. */
enum { CUT_RIGHT_LIMIT = 48 };

/* A cut that the mix violates by less is not worth a row. */
#define CUT_LEAST_VIOLATION 0.01

/* More than any row has room for. */
#define CUT_UNUSABLE (INT64_C(1) << 61)

/* least[p] = the least of the row that is taken, beyond the base, by who counts at least p. */
struct cut_profile {
    int64_t *least; /* [count], count at most CUT_RIGHT_LIMIT + 2 */
    size_t count;   /* nobody counts `count` or more, or no more than that was asked for */
};

struct cut_strip;

struct cut_search {
    struct bp *bp;
    const struct bp_view *view;
    uint32_t row;
    int64_t room;                 /* what the capacity leaves beyond the bases of all applications */
    int64_t *base;                /* [group_count] the least that one of the group takes */
    double **shares;              /* [group_count] how often the mix runs block i where it takes of the row */
    int64_t **counts;             /* [group_count] by block; NULL: none counts */
    struct cut_profile *profiles; /* [group_count] of one path, where there are counts */
    struct cut_strip **strips;    /* [group_count] what the row sees of a graph, or NULL */
    struct bp_paths *examples;    /* [group_count] with a list: a path for each way to use the row, or none */
};

/* ---- bp_cut_profile.c ---- */

/* Changes one count, and the group's profile with it. O(depth * counts), or the list; O(arcs) at first. */
void cut_search_set_count(const struct cut_search *search, size_t group, size_t block, int64_t count);
void cut_search_forget_counts(const struct cut_search *search);

/* all[p], p < size: what nobody needs to count 0, everybody else more than there is. */
void cut_profile_begin(int64_t *all, size_t size);

/* Adds `times` applications with that profile to `all`: (min, +). */
void cut_profile_join(int64_t *all, const struct cut_profile *one, size_t times, size_t size);

/* What all groups together need to count p < size. */
void cut_search_whole_profile(int64_t *all, const struct cut_search *search, size_t size);

/* ---- bp_cut_search.c ---- */

/* Counts, and the right side, of a cut that the mix violates; -1 if none was found. */
int64_t cut_search_run(const struct cut_search *search);

#endif
