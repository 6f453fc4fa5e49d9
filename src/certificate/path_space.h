/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_PATH_SPACE_H
#define FINOPT_CERTIFICATE_PATH_SPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct problem;
struct stage;

/*
 * All that one application may choose, read straight from the problem: a tree of steps, one for each stage
 * after the same stages, and for each step the arcs a path may take in it. Only (P2), (P3) and (P5) shape it.
 *
 *   step 0: block 0 ── step 1: block 1 ── step 2: block 2        end of "exit3"
 *                   └─ end of "exit1"
 *
 * A path is an end and one arc for each step from the root to it: arc.to of one is arc.from of the next, the
 * first starts at the source.
 */
#define NO_STEP SIZE_MAX

/* A block runs on `to`, its input coming from `from`. All fields are 8 bytes wide, so arcs compare bytewise.
 */
struct space_arc {
    size_t from;
    size_t to;
    int64_t energy_quanta;
    int64_t latency_quanta;
    int64_t node_load_ppm; /* (P6) of node_owner */
    int64_t memory_bytes;  /* (P7) of node_owner */
    int64_t link_load_ppm; /* (P8) of link_owner */
    size_t node_owner;
    size_t link_owner; /* NO_LINK where nothing moves */
};

struct space_step {
    const struct stage *stage;
    size_t block;
    size_t parent;      /* before this one; NO_STEP for block 0 */
    size_t first_child; /* NO_STEP: none; the others by next_sibling */
    size_t next_sibling;
    size_t arc_begin; /* its arcs are arc_begin .. arc_end-1, ascending by (from, to) */
    size_t arc_end;
};

/* A configuration that meets the accuracy target ends after `step`. */
struct space_end {
    size_t configuration;
    size_t step;
};

struct path_space {
    size_t source;
    int64_t deadline_quanta; /* at most QUANTA_LIMIT, which no latency reaches */
    size_t node_count;
    size_t depth_limit;       /* the most blocks of a path */
    struct space_step *steps; /* [step_count], parents first */
    size_t step_count;
    size_t first_root;      /* of the steps without parent, linked by next_sibling; NO_STEP: none */
    struct space_arc *arcs; /* [arc_count] */
    size_t arc_count;
    struct space_end *ends; /* [end_count] ascending by configuration */
    size_t end_count;
};

/* The space of application h, in `arena`; `scratch` is rewound. O(stages * (nodes + links)). */
void path_space_build(struct path_space *space, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, size_t h);

/* Do two applications have the same choices at the same price, by index? */
bool path_space_is_same(const struct path_space *a, const struct path_space *b);

/*
 * No path that meets the deadline costs more: the dearest over arcs that are on any path in time. 0 if there
 * is none. `scratch` is rewound. O(arcs).
 */
int64_t path_space_most_energy(const struct path_space *space, struct arena *scratch);

/* Where the arcs of a step that start at `from` begin. O(log arcs). */
size_t path_space_arcs_from(const struct path_space *space, size_t step, size_t from);

#endif
