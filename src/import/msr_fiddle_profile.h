/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_MSR_FIDDLE_PROFILE_H
#define FINOPT_IMPORT_MSR_FIDDLE_PROFILE_H

#include "base/error.h"

struct arena;
struct measured_network;
struct profile_request;

/*
 * Reads a graph of layers in the JSON of msr-fiddle/dnn-partitioning. `fpgaLatency` is milliseconds of a
 * batch, which the file does not tell the size of: request->batch must. What is not used: `cpuLatency`, which
 * is ten times that and was never measured; `cost` of edges, whose unit differs between files (their `size`
 * is bytes). `size` of a node is its parameters and its output together. The first layer is the loader of the
 * samples if it has no parameters. One machine, `fpga`, with the memory `maxSizePerFPGA`.
 *
 * Refused besides what cannot be read: training graphs (`isBackwardNode`), layers that the machine does not
 * support, layers that must share a machine (`colorClass`), out-edges of one node with different sizes.
 */
enum status msr_fiddle_profile_read(struct measured_network *network, struct arena *arena,
                                    const struct profile_request *request);

#endif
