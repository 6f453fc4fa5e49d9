/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REDUCE_REDUCE_H
#define FINOPT_REDUCE_REDUCE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct instance;

/* What must stay true of the smaller instances. */
struct reduce_predicate {
    void *context;
    bool (*holds)(void *context, const struct instance *instance);
    bool (*must_stop)(void *context); /* asked before each try */
};

struct reduced {
    const struct instance *instance; /* the smallest, in the arena */
    int64_t tries;                   /* how often the predicate was asked */
    int64_t steps;                   /* how often it held */
    bool is_minimal;                 /* no single edit more keeps it true; false after must_stop */
};

/*
 * Makes an instance of which the predicate holds smaller, an edit at a time (reduce/instance_edit.h), as long
 * as it holds: the result is the smallest that single edits reach, not the smallest there is. In the end each
 * edit was tried once more in vain. Tries: edits times passes, a pass more than there are useful ones at the
 * most. The idea is Zeller and Hildebrandt's delta debugging (TSE 2002), one element at a time.
 */
void reduce_instance(struct reduced *reduced, struct arena *arena, const struct instance *instance,
                     const struct reduce_predicate *predicate);

#endif
