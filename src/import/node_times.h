/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_NODE_TIMES_H
#define FINOPT_IMPORT_NODE_TIMES_H

#include <stddef.h>

#include "base/error.h"

struct arena;
struct import_settings;
struct measured_network;

/* Blocks take `factor` times as long on the node as on the machine. */
struct node_time {
    size_t node;
    size_t machine;
    double factor;
};

/*
 * Which machine of the profile is which node of the surroundings: `*times` [count], at most one per node, in
 * the order of nodes. STATUS_INPUT: settings->times cannot be read or names what is not there, or it is not
 * given and a machine is called like no node.
 */
enum status node_times_parse(struct node_time **times, size_t *count, struct arena *arena,
                             const struct measured_network *network, const struct import_settings *settings,
                             struct error *error);

#endif
