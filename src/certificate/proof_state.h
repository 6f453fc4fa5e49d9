/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_PROOF_STATE_H
#define FINOPT_CERTIFICATE_PROOF_STATE_H

#include <stddef.h>
#include <stdint.h>

#include "certificate/capacity_row.h"
#include "certificate/least_path.h"
#include "certificate/path_cost.h"
#include "certificate/path_list.h"
#include "certificate/path_space.h"
#include "certificate/paths_left.h"

struct problem;

/* Where the walk through the tree stands: everything that a node of the tree depends on. */
struct proof_state {
    const struct problem *problem;
    struct path_space *spaces; /* [class_count] */
    size_t class_count;
    size_t *classes; /* [application_count] class of each application */
    const size_t
        *kinds; /* [application_count] below kind_count; equal where class and counts in all cuts are */
    size_t kind_count;
    struct capacity_rows capacity_rows;
    const struct paths_left *roots; /* [class_count] what is left at the root; NULL: not yet known */
    int64_t floor_quanta;           /* to be proved: no plan below the node costs less */
    struct active_row *rows;        /* [row_count] the branches above, from the root */
    size_t row_count;
    struct active_cut *cuts; /* [cut_count] of the nodes above, from the root */
    size_t cut_count;
    const struct path_list **lists; /* [application_count] the paths left; NULL: all */
    struct price_table prices;      /* of the node at hand; all 0 between nodes */
    struct path_effort effort;
};

enum leaf_answer {
    LEAF_CLOSED, /* no plan below costs less than the floor */
    LEAF_OPEN,   /* that does not follow */
    LEAF_STOPPED /* a limit came first */
};

#endif
