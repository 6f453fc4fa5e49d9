/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REDUCE_INSTANCE_EDIT_H
#define FINOPT_REDUCE_INSTANCE_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/instance.h"

struct arena;

/*
 * Ways to make an instance smaller, from coarse to fine. Every one of them leaves an instance that a file
 * could hold, and takes something away for good: an element, or digits of a number. So no sequence of them is
 * endless.
 */
enum edit_kind {
    EDIT_DROP_TEXT, /* description, reference, provenance */
    EDIT_DROP_EXPECTED,
    EDIT_DROP_APPLICATION, /* outer: the application */
    EDIT_DROP_MODEL,       /* outer: a model nobody runs */
    EDIT_DROP_NODE,        /* outer: the node, with its links and profile entries */
    EDIT_DROP_LINK,        /* outer: the link */
    EDIT_DROP_BLOCK,       /* outer: the model, inner: the block; its exit moves to the block before */
    EDIT_DROP_EXIT,        /* outer: the model, inner: the exit; its samples leave at the next one */
    EDIT_DROP_CONFIGURATION,
    EDIT_DROP_ALLOWED, /* outer: the application: all its blocks may run anywhere */
    EDIT_DROP_SHARES,  /* outer: the node offers no shares */
    EDIT_DROP_MEMORY,  /* outer: the node, which then has no limit; inner 1: the model, which then needs none
                        */
    EDIT_ONE_WAY,      /* outer: the link, which then goes one way */
    EDIT_WORST_CASE,   /* outer: the application */
    EDIT_NUMBER        /* outer: the number, inner: 0 its plain value, else digits that stay */
};

enum { EDIT_KIND_COUNT = EDIT_NUMBER + 1 };

struct edit {
    enum edit_kind kind;
    size_t outer;
    size_t inner;
};

/*
 * The next edit behind `edit` in the order of kinds, outer, inner; false at the end. The first is behind
 * EDIT_BEFORE_FIRST. Most need a try: instance_edit() says whether there is something to do.
 */
#define EDIT_BEFORE_FIRST                                                                                    \
    {                                                                                                        \
        .kind = EDIT_DROP_TEXT, .outer = 0, .inner = SIZE_MAX                                                \
    }
bool edit_next(struct edit *edit, const struct instance *instance);

/* Are these the indices of something? */
bool edit_exists(const struct edit *edit, const struct instance *instance);

/* The instance after the edit, in `arena`; NULL if there is nothing to take away or nothing valid would be
 * left. */
const struct instance *instance_edit(struct arena *arena, const struct instance *instance,
                                     const struct edit *edit);

#endif
