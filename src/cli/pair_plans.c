/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which plan is for which instance? Two sorted lists of the instances, by name and by file, and two look-ups.
 */
#include "cli/pair_plans.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "cli/child_work.h"
#include "io/diagnostic.h"
#include "io/input_file.h"
#include "io/json_reader.h"

#define NO_INSTANCE SIZE_MAX

/* What an instance may be found by. */
struct label {
    const char *word;
    size_t index;
};

struct labels {
    struct label *labels; /* [count], sorted by word */
    size_t count;
};

static int compare_labels(const void *a, const void *b)
{
    return strcmp(((const struct label *)a)->word, ((const struct label *)b)->word);
}

/* The one instance with that label; NO_INSTANCE if there is none or more than one. */
static size_t find_one(const struct labels *labels, const char *word)
{
    const struct label wanted = {.word = word};
    const struct label *found =
        bsearch(&wanted, labels->labels, labels->count, sizeof wanted, compare_labels);
    if (found == NULL) {
        return NO_INSTANCE;
    }
    const struct label *const end = labels->labels + labels->count;
    const bool has_left = found > labels->labels && strcmp(found[-1].word, word) == 0;
    const bool has_right = found + 1 < end && strcmp(found[1].word, word) == 0;
    return has_left || has_right ? NO_INSTANCE : found->index;
}

/* The string member `key` of the file's object; NULL if the file cannot be read or has none. */
static const char *read_label(struct arena *arena, struct arena *scratch, const char *file, const char *key)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct diagnostics diagnostics;
    struct json_value root;
    struct error error;
    const char *bytes = NULL;
    size_t length = 0;
    const char *label = NULL;
    diagnostics_init(&diagnostics, scratch, file);
    if (strcmp(file, "-") != 0 && input_file_read(&bytes, &length, scratch, file, &error) == STATUS_OK &&
        json_parse(&root, scratch, &diagnostics, bytes, length) == STATUS_OK &&
        json_kind(root) == JSON_OBJECT) {
        const struct json_value value = json_member(root, key);
        if (!json_is_missing(value) && json_kind(value) == JSON_STRING &&
            json_read_string(&label, value, JSON_TEXT_ANY)) {
            label = arena_strdup(arena, label);
        }
    }
    arena_rewind(scratch, mark);
    return label;
}

/* The file's name without its folder and without what follows the last of `.plan.json`, `.json`. */
static const char *stem_of(struct arena *arena, const char *file)
{
    static const char *const suffixes[] = {".plan.json", ".json"};
    const char *slash = strrchr(file, '/');
    const char *name = slash != NULL ? slash + 1 : file;
    const size_t length = strlen(name);
    for (size_t s = 0; s < sizeof suffixes / sizeof suffixes[0]; s++) {
        const size_t suffix_length = strlen(suffixes[s]);
        if (length > suffix_length && strcmp(name + length - suffix_length, suffixes[s]) == 0) {
            return arena_strndup(arena, name, length - suffix_length);
        }
    }
    return name;
}

static void add_plan(struct plan_files *list, struct arena *arena, const char *file)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 1 : 2 * list->capacity;
        const char **files = ARENA_ARRAY(arena, const char *, list->capacity);
        if (list->count > 0) {
            memcpy(files, list->files, list->count * sizeof *files);
        }
        list->files = files;
    }
    list->files[list->count++] = file;
}

enum status find_plans(struct instance_files *plans, struct arena *arena, const char *path,
                       struct error *error)
{
    struct found_instances found;
    struct stat about;
    if (stat(path, &about) != 0) {
        return error_set(error, STATUS_IO, "%s: cannot read the plans: %s", path, strerror(errno));
    }
    const enum status status = find_instances(&found, arena, &path, 1, error);
    if (status == STATUS_OK) {
        *plans = found.instances;
    }
    return status;
}

static void label_instances(struct labels *names, struct labels *stems, struct arena *arena,
                            struct arena *scratch, const struct instance_files *instances)
{
    *names = (struct labels){.labels = ARENA_ARRAY(arena, struct label, instances->count)};
    *stems = (struct labels){.labels = ARENA_ARRAY(arena, struct label, instances->count)};
    for (size_t i = 0; i < instances->count; i++) {
        const char *name = read_label(arena, scratch, instances->files[i], "name");
        if (name != NULL) {
            names->labels[names->count++] = (struct label){.word = name, .index = i};
        }
        stems->labels[stems->count++] =
            (struct label){.word = stem_of(arena, instances->files[i]), .index = i};
    }
    qsort(names->labels, names->count, sizeof *names->labels, compare_labels);
    qsort(stems->labels, stems->count, sizeof *stems->labels, compare_labels);
}

void pair_plans(struct plan_pairs *pairs, struct arena *arena, const struct instance_files *instances,
                const struct instance_files *plans)
{
    struct arena *scratch = arena_new(out_of_memory, NULL);
    struct labels names;
    struct labels stems;
    label_instances(&names, &stems, arena, scratch, instances);
    *pairs = (struct plan_pairs){
        .plan_files = ARENA_ARRAY(arena, struct plan_files, instances->count),
        .unmatched = ARENA_ARRAY(arena, const char *, plans->count),
    };
    for (size_t p = 0; p < plans->count; p++) {
        const char *file = plans->files[p];
        const char *name = read_label(arena, scratch, file, "instance");
        size_t index = name != NULL ? find_one(&names, name) : NO_INSTANCE;
        if (index == NO_INSTANCE) {
            index = find_one(&stems, stem_of(arena, file));
        }
        if (index == NO_INSTANCE) {
            pairs->unmatched[pairs->unmatched_count++] = file;
        } else {
            add_plan(&pairs->plan_files[index], arena, file);
        }
    }
    arena_free(scratch);
}
