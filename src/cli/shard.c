/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of the list is ours? Every shard sees the whole list, so that all of them agree on the
 * positions. */
#include "cli/shard.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SHARD_LIMIT = 1000000 };

/* Digits only, up to SHARD_LIMIT; `*end` is what follows. */
static bool parse_count(size_t *count, const char *words, const char **end)
{
    const size_t digits = strspn(words, "0123456789");
    const unsigned long number = strtoul(words, NULL, 10);
    *end = words + digits;
    *count = number;
    return digits > 0 && digits <= 7 && number <= SHARD_LIMIT;
}

/* A number of the environment; `absent` if it is not set. False if it is none. */
static bool read_environment(size_t *number, const char *name, size_t absent)
{
    const char *words = getenv(name);
    const char *end = "";
    *number = absent;
    return words == NULL || (parse_count(number, words, &end) && *end == '\0');
}

static enum status read_slurm(struct shard_record *shard, struct error *error)
{
    size_t task = 0;
    size_t least = 0;
    size_t step = 1;
    if (getenv("SLURM_ARRAY_TASK_ID") == NULL || getenv("SLURM_ARRAY_TASK_COUNT") == NULL) {
        return error_set(
            error, STATUS_INPUT,
            "--shard slurm: SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT are not set: this is no task "
            "of an array");
    }
    if (!read_environment(&task, "SLURM_ARRAY_TASK_ID", 0) ||
        !read_environment(&shard->count, "SLURM_ARRAY_TASK_COUNT", 0) ||
        !read_environment(&least, "SLURM_ARRAY_TASK_MIN", 0) ||
        !read_environment(&step, "SLURM_ARRAY_TASK_STEP", 1) || task < least || step == 0 ||
        (task - least) / step >= shard->count) {
        return error_set(
            error, STATUS_INPUT,
            "--shard slurm: the tasks of the array are not MIN, MIN + STEP, ...: name the shard as K/N");
    }
    shard->index = (task - least) / step;
    return STATUS_OK;
}

enum status shard_parse(struct shard_record *shard, const char *words, struct error *error)
{
    const char *end = words;
    *shard = (struct shard_record){.count = 0};
    if (strcmp(words, "slurm") == 0) {
        return read_slurm(shard, error);
    }
    if (!parse_count(&shard->index, words, &end) || *end != '/' ||
        !parse_count(&shard->count, end + 1, &end) || *end != '\0' || shard->index >= shard->count) {
        return error_set(error, STATUS_INPUT,
                         "--shard: must be K/N with 0 <= K < N <= %d, or slurm, got \"%s\"", SHARD_LIMIT,
                         words);
    }
    return STATUS_OK;
}

void shard_select(struct shard_record *shard, struct instance_files *files)
{
    uint64_t digest = UINT64_C(0xcbf29ce484222325);
    size_t kept = 0;
    shard->total = files->count;
    for (size_t i = 0; i < files->count; i++) {
        for (const char *at = files->files[i];; at++) { /* the NUL too, so that names do not run together */
            digest = (digest ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
            if (*at == '\0') {
                break;
            }
        }
        if (i % shard->count == shard->index) {
            files->files[kept++] = files->files[i];
        }
    }
    shard->list_digest = digest;
    files->count = kept;
}
