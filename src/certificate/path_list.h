/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_PATH_LIST_H
#define FINOPT_CERTIFICATE_PATH_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "certificate/least_path.h"

struct arena;

/* The most paths that the lists of one application class may hold. */
#define PATH_LIST_LIMIT ((size_t)1 << 22)

/* Paths of a space, each as its end and, before it, its arcs from the last block to the first. */
struct path_list {
    uint32_t *items; /* [item_count] one path after the other: end, arcs of the last .. first step */
    size_t item_count;
    size_t capacity;
    size_t path_count;
};

/*
 * All paths that meet the deadline and cost at most `most`, in `arena`; `scratch` is rewound. Effort is
 * stopped if there are more than PATH_LIST_LIMIT, or a limit of the effort comes first.
 */
void path_list_build(struct path_list *list, struct path_effort *effort, struct arena *arena,
                     struct arena *scratch, const struct path_space *space, const struct path_cost *cost,
                     const struct path_bounds *bounds, int128 most);

/* Those paths of a list that cost at most `most`, in `arena`. O(items). */
void path_list_filter(struct path_list *list, struct arena *arena, const struct path_list *from,
                      const struct path_space *space, const struct path_cost *cost, int128 most);

/* Items of the path that begins there: its end and one arc a block. */
size_t path_list_size(const struct path_space *space, const uint32_t *path);

/* The least cost in a list, COST_INFINITE if it is empty or all is forbidden. O(items). */
int128 path_list_least_cost(const struct path_list *list, const struct path_space *space,
                            const struct path_cost *cost);

#endif
