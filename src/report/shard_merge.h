/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_SHARD_MERGE_H
#define FINOPT_REPORT_SHARD_MERGE_H

#include <stddef.h>

#include "base/error.h"
#include "compare/record.h"

struct text;

/* What a shard printed with `--format ndjson`. */
struct shard_file {
    const char *file;  /* for messages */
    const char *bytes; /* [length] */
    size_t length;
};

struct merged_check {
    size_t counts[VERDICT_COUNT]; /* instances with each verdict */
    int *exit_statuses;           /* [file_count] of each shard, in the arena of the text */
    struct named_text *options;   /* [option_count] that all of them were made with, likewise */
    size_t option_count;
};

/*
 * Puts the results of all shards of one check together: the lines that `check --format ndjson` without
 * --shard would have printed, in the same order, but for the last one, the summary: what it has to say is in
 * `merged`.
 *
 * STATUS_INPUT, nothing written: a file is not whole, two are not from the same check or were made with
 * different options, a shard is missing or there twice, an instance is missing or there twice; the message
 * names it. O(bytes).
 */
enum status shard_merge(struct text *text, struct merged_check *merged, const struct shard_file *files,
                        size_t file_count, struct error *error);

#endif
