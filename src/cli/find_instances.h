/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_FIND_INSTANCES_H
#define FINOPT_CLI_FIND_INSTANCES_H

#include <stddef.h>

#include "base/error.h"

struct arena;

struct instance_files {
    const char **files; /* [count] */
    size_t count;
    size_t capacity;
};

struct found_instances {
    struct instance_files instances;
    struct instance_files empty; /* directories among the operands that hold none */
};

/*
 * The instance files that operands name, in the order of the operands: a file (whether it exists is for the
 * reader to say) or `-` stands for itself, a directory for all `*.json` below it, sorted bytewise by path;
 * names that begin with a dot are skipped and symbolic links to directories are not followed. In `arena`.
 * STATUS_INPUT: `-` is named twice. STATUS_IO: a directory cannot be read.
 */
enum status find_instances(struct found_instances *found, struct arena *arena, const char *const *operands,
                           size_t operand_count, struct error *error);

#endif
