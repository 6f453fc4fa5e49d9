/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_CSV_PROFILE_H
#define FINOPT_IMPORT_CSV_PROFILE_H

#include "base/error.h"

struct arena;
struct diagnostics;
struct measured_network;
struct profile_request;

/*
 * Reads comma-separated values, a row per block in chain order. Columns, in any order:
 *
 *   block                       an id
 *   output_bytes                what goes on to the next block
 *   macs | ops                  a multiply-accumulate is two operations
 *   time_s[:MACHINE]            seconds; also time_ms, time_us; one column per machine
 *   memory_bytes                may be left out: 0
 *   exit_accuracy               of the samples that leave here; an empty cell: no exit
 *   exit_fraction               of all samples; 0 if empty
 *   exit_macs | exit_ops        of the exit's head
 *
 * `block`, `output_bytes` and at least one of operations and times are needed. A first row called `input`
 * without either says what the input has. Times, bytes and operations are for request->batch samples (1 if
 * not given), memory is not.
 */
enum status csv_profile_read(struct measured_network *network, struct arena *arena,
                             const struct profile_request *request);

/*
 * Adds the exits of a file with the columns block, exit_accuracy, exit_fraction and exit_macs or exit_ops (of
 * a sample) to blocks that have none. STATUS_INPUT with a diagnostic; the network may then have some of them.
 */
enum status csv_exits_read(struct measured_network *network, struct arena *arena,
                           struct diagnostics *diagnostics);

#endif
