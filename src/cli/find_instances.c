/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files are meant? A list of pending directories instead of recursion: any depth, no stack. */
#include "cli/find_instances.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"

static void add_file(struct instance_files *list, struct arena *arena, const char *file)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 64 : 2 * list->capacity;
        const char **files = ARENA_ARRAY(arena, const char *, list->capacity);
        if (list->count > 0) {
            memcpy(files, list->files, list->count * sizeof *files);
        }
        list->files = files;
    }
    list->files[list->count++] = file;
}

static int compare_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_instance_name(const char *name)
{
    static const char suffix[] = ".json";
    const size_t length = strlen(name);
    return length > strlen(suffix) && strcmp(name + length - strlen(suffix), suffix) == 0;
}

/* Adds what `directory` holds: instance files to `found`, directories to `pending`. */
static enum status read_directory(struct instance_files *found, struct instance_files *pending,
                                  struct arena *arena, const char *directory, struct error *error)
{
    DIR *stream = opendir(directory);
    if (stream == NULL) {
        return error_set(error, STATUS_IO, "%s: cannot read the directory: %s", directory, strerror(errno));
    }
    const bool has_slash = directory[0] != '\0' && directory[strlen(directory) - 1] == '/';
    const struct dirent *entry = NULL;
    while (errno = 0, (entry = readdir(stream)) != NULL) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        const char *path = arena_printf(arena, "%s%s%s", directory, has_slash ? "" : "/", entry->d_name);
        struct stat about;
        if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
            add_file(pending, arena, path);
        } else if (is_instance_name(entry->d_name) && !(stat(path, &about) == 0 && S_ISDIR(about.st_mode))) {
            add_file(found, arena, path);
        }
    }
    const int reason = errno;
    closedir(stream);
    if (reason != 0) {
        return error_set(error, STATUS_IO, "%s: cannot read the directory: %s", directory, strerror(reason));
    }
    return STATUS_OK;
}

static enum status walk(struct instance_files *found, struct arena *arena, const char *top,
                        struct error *error)
{
    struct instance_files pending = {.count = 0};
    const size_t first = found->count;
    add_file(&pending, arena, top);
    while (pending.count > 0) {
        const char *directory = pending.files[--pending.count];
        const enum status status = read_directory(found, &pending, arena, directory, error);
        if (status != STATUS_OK) {
            return status;
        }
    }
    if (found->count > first) {
        qsort(found->files + first, found->count - first, sizeof *found->files, compare_bytes);
    }
    return STATUS_OK;
}

enum status find_instances(struct found_instances *found, struct arena *arena, const char *const *operands,
                           size_t operand_count, struct error *error)
{
    bool has_stdin = false;
    struct instance_files *instances = &found->instances;
    *found = (struct found_instances){.instances = {.count = 0}};
    for (size_t i = 0; i < operand_count; i++) {
        struct stat about;
        if (strcmp(operands[i], "-") == 0) {
            if (has_stdin) {
                return error_set(error, STATUS_INPUT, "standard input (`-`) can be read only once");
            }
            has_stdin = true;
            add_file(instances, arena, operands[i]);
        } else if (stat(operands[i], &about) == 0 && S_ISDIR(about.st_mode)) {
            const size_t before = instances->count;
            const enum status status = walk(instances, arena, operands[i], error);
            if (status != STATUS_OK) {
                return status;
            }
            if (instances->count == before) {
                add_file(&found->empty, arena, operands[i]);
            }
        } else {
            add_file(instances, arena, operands[i]);
        }
    }
    return STATUS_OK;
}
