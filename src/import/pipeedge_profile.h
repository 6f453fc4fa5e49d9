/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_PIPEEDGE_PROFILE_H
#define FINOPT_IMPORT_PIPEEDGE_PROFILE_H

#include "base/error.h"

struct arena;
struct measured_network;
struct profile_request;

/*
 * Reads the two files of PipeEdge's scheduler, models.yml and device_types.yml: a block per layer (PipeEdge
 * has four for a transformer's), a machine per device type that the model was measured on.
 *
 *   mem_MB (10^6 bytes), parameters_in and parameters_out (values of 4 bytes) are of a sample
 *   time_s is of batch_size samples
 *
 * Of several models request->model says which, of several batch sizes request->batch. Not used: bw_Mbps, as
 * links come with the nodes.
 */
enum status pipeedge_profile_read(struct measured_network *network, struct arena *arena,
                                  const struct profile_request *request);

#endif
