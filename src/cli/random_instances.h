/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_RANDOM_INSTANCES_H
#define FINOPT_CLI_RANDOM_INSTANCES_H

#include "base/error.h"
#include "cli/find_instances.h"

struct arena;
struct options;
struct run_record;

/* Made-up instances of --random: files in a scratch folder, as long as the check runs. */
struct random_instances {
    const char *folder; /* NULL: none */
    struct instance_files files;
};

/*
 * Writes --count instances of the family, with seeds from --seed on. STATUS_INPUT: no such family, or a size
 * it does not have; STATUS_IO. What has been written is removed by random_instances_release().
 */
enum status random_instances_make(struct random_instances *random, struct arena *arena,
                                  const struct options *options, struct error *error);
void random_instances_release(struct random_instances *random);

/* The scratch folder is nobody's business: runs are called by the name of the file alone. */
void random_instances_name(const struct random_instances *random, struct run_record *runs);

/*
 * What was found: instances on which finopt contradicts itself, or FIN's gap exceeds --max-gap. Each is saved
 * below --save, the first few also reduced, and standard error says where. Whatever cannot be saved is said,
 * too.
 */
void random_instances_hunt(const struct random_instances *random, const struct run_record *runs,
                           const struct options *options, struct arena *arena);

#endif
