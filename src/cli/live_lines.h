/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_LIVE_LINES_H
#define FINOPT_CLI_LIVE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "report/record_json.h"

struct arena;
struct options;
struct run_record;
struct shard_record;

/*
 * The lines of `check --format ndjson` while the check runs. They come in the order of the instances, so
 * that the bytes do not depend on time or jobs: what happens to the first instance that is not through is
 * written at once, what happens to the others when it is their turn.
 */
struct live_lines {
    const struct options *options;
    const struct shard_record *shard;
    struct arena *arena;
    struct check_lines written;
    bool has_failed; /* standard output takes no more; that has been said */
};

/* Can lines be written before all is known? Not to --output, which is written as a whole, nor where what is
 * said of an instance is completed at the end. */
bool live_lines_are_possible(const struct options *options);

/* The listener of a runner (cli/child_process.h): `context` is a struct live_lines. */
void live_lines_write(void *context, const struct run_record *runs, size_t run_count, size_t settled_count);

#endif
