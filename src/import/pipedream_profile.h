/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_PIPEDREAM_PROFILE_H
#define FINOPT_IMPORT_PIPEDREAM_PROFILE_H

#include "base/error.h"

struct arena;
struct measured_network;
struct profile_request;

/*
 * Reads the graph.txt that PipeDream's profiler writes: layers, then edges, in any order.
 *
 *   node2 -- Conv2d(3, 64, ...) -- forward_compute_time=22.307, backward_compute_time=24.613,
 *                                  activation_size=1644167168.000, parameter_size=7168.000
 *   <tab>node2 -- node3
 *
 * Times are milliseconds and sizes bytes, of a batch whose size the file does not say: request->batch must.
 * Backward times and stages are not used; layers called Input are loaders. One machine without a name.
 */
enum status pipedream_profile_read(struct measured_network *network, struct arena *arena,
                                   const struct profile_request *request);

#endif
