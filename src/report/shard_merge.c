/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is the whole check there, each instance exactly once? A shard's last line says which shard of how many it
 * is, of which list; each instance's line says its position in that list. Only when every position from 0 to
 * the end has been seen once is anything written. Lines are copied, not printed anew, without their position:
 * the result is what one machine would have printed.
 */
#include "report/shard_merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/record.h"
#include "io/diagnostic.h"
#include "io/json_reader.h"
#include "io/json_writer.h"
#include "report/shard_record.h"

/* The lines of one instance: what happened, the last one the verdict. */
struct merged_instance {
    const char *bytes; /* NULL: not seen yet */
    size_t length;
    const char *cut; /* within bytes: the member with the position, which is left out */
    size_t cut_length;
};

struct merge {
    struct arena *arena;
    struct error *error;
    const struct shard_file *files;
    struct shard_record whole;         /* of the first file */
    struct merged_instance *instances; /* [whole.total] */
    const char **shard_files;          /* [whole.count] who brought it, NULL: nobody yet */
    struct merged_check merged;
};

/* One line, parsed. */
struct merge_line {
    const char *bytes;
    size_t length;
    struct diagnostics diagnostics;
    struct json_value root;
    const char *format;
};

static enum status parse_line(struct merge_line *line, struct merge *merge, const char *file,
                              const char *bytes, size_t length)
{
    line->bytes = bytes;
    line->length = length;
    diagnostics_init(&line->diagnostics, merge->arena, file);
    if (json_parse(&line->root, merge->arena, &line->diagnostics, bytes, length) != STATUS_OK ||
        json_kind(line->root) != JSON_OBJECT ||
        !json_member_string(&line->format, line->root, "format", JSON_REQUIRED, JSON_TEXT_FILLED)) {
        return error_set(
            merge->error, STATUS_INPUT,
            "%s: holds a line that is no result of `check --format ndjson`: the run that wrote it was "
            "cut short, or it is another file",
            file);
    }
    return STATUS_OK;
}

static bool read_count(size_t *count, struct json_value object, const char *key)
{
    int64_t number = 0;
    const struct json_value value = json_member(object, key);
    if (json_is_missing(value) || json_kind(value) != JSON_NUMBER ||
        !json_read_integer(&number, value, 0, INT64_MAX)) {
        return false;
    }
    *count = (size_t)number;
    return true;
}

/* The shard that a summary line speaks of. */
static bool read_shard(struct shard_record *shard, struct json_value summary)
{
    const struct json_value value = json_member(summary, "shard");
    const char *digest = NULL;
    if (json_is_missing(value) || json_kind(value) != JSON_OBJECT) {
        return false;
    }
    if (!read_count(&shard->index, value, "index") || !read_count(&shard->count, value, "count") ||
        !read_count(&shard->total, value, "instances") ||
        !json_member_string(&digest, value, "list", JSON_REQUIRED, JSON_TEXT_FILLED)) {
        return false;
    }
    char *end = NULL;
    shard->list_digest = strtoull(digest, &end, 16);
    return *end == '\0' && shard->count > 0 && shard->index < shard->count;
}

static enum status add_counts(struct merge *merge, const struct shard_file *file, struct json_value root)
{
    const struct json_value counts = json_member(root, "summary");
    int64_t number = 0;
    if (json_is_missing(counts) || json_kind(counts) != JSON_OBJECT) {
        return error_set(merge->error, STATUS_INPUT, "%s: its summary has no counts", file->file);
    }
    for (int v = 0; v < VERDICT_COUNT; v++) {
        const struct json_value value = json_member(counts, verdict_name((enum verdict)v));
        if (!json_is_missing(value) && json_kind(value) == JSON_NUMBER &&
            json_read_integer(&number, value, 0, INT64_MAX)) {
            merge->merged.counts[v] += (size_t)number;
        }
    }
    return STATUS_OK;
}

/* The options that a summary line says the answers were found with, their values as they stand there. */
static enum status read_options(struct named_text **options, size_t *count, struct merge *merge,
                                const char *file, const struct merge_line *line)
{
    const struct json_value object = json_member(line->root, "options");
    if (json_is_missing(object) || json_kind(object) != JSON_OBJECT) {
        return error_set(merge->error, STATUS_INPUT,
                         "%s: does not say with which options it was made: an older finopt wrote it; run it "
                         "again",
                         file);
    }
    *options = ARENA_ARRAY(merge->arena, struct named_text, json_count(object));
    *count = 0;
    for (struct json_value value = json_first(object); !json_is_missing(value); value = json_next(value)) {
        const struct json_item item = line->diagnostics.scan->items[value.item];
        (*options)[(*count)++] = (struct named_text){
            .name = json_key(value),
            .value = arena_strndup(merge->arena, line->bytes + item.begin, item.length),
        };
    }
    return STATUS_OK;
}

/* Answers that were found with different options are no answers of one check. */
static enum status take_options(struct merge *merge, size_t f, const struct merge_line *line)
{
    const char *file = merge->files[f].file;
    const char *first = merge->files[0].file;
    struct merged_check *merged = &merge->merged;
    struct named_text *options = NULL;
    size_t count = 0;
    const enum status status = read_options(&options, &count, merge, file, line);
    if (status != STATUS_OK) {
        return status;
    }
    if (f == 0) {
        merged->options = options;
        merged->option_count = count;
    }
    bool is_same = count == merged->option_count;
    for (size_t i = 0; is_same && i < count; i++) {
        const struct named_text *wanted = &merged->options[i];
        is_same = strcmp(options[i].name, wanted->name) == 0;
        if (is_same && strcmp(options[i].value, wanted->value) != 0) {
            return error_set(merge->error, STATUS_INPUT,
                             "%s: was made with other options than %s: %s is %s, not %s", file, first,
                             wanted->name, options[i].value, wanted->value);
        }
    }
    return is_same ? STATUS_OK
                   : error_set(merge->error, STATUS_INPUT,
                               "%s: knows other options than %s: another finopt wrote it", file, first);
}

/* The summary of a shard: does it belong to the others, and is it the first of its number? */
static enum status take_summary(struct merge *merge, size_t f, struct shard_record *shard,
                                const struct merge_line *line)
{
    const struct shard_file *file = &merge->files[f];
    const struct json_value root = line->root;
    struct shard_record *whole = &merge->whole;
    int64_t exit_status = 0;
    const struct json_value status = json_member(root, "exit_status");
    if (!read_shard(shard, root)) {
        return error_set(merge->error, STATUS_INPUT,
                         "%s: is not the result of a shard: run `check --shard K/N --format ndjson`",
                         file->file);
    }
    if (!json_is_missing(json_member(root, "interrupted"))) {
        return error_set(merge->error, STATUS_INPUT,
                         "%s: shard %zu/%zu was stopped by a signal; run it again", file->file, shard->index,
                         shard->count);
    }
    if (f == 0) {
        *whole = *shard;
        merge->instances = ARENA_ARRAY(merge->arena, struct merged_instance, whole->total);
        merge->shard_files = ARENA_ARRAY(merge->arena, const char *, whole->count);
    } else if (shard->count != whole->count || shard->total != whole->total ||
               shard->list_digest != whole->list_digest) {
        return error_set(
            merge->error, STATUS_INPUT,
            "%s: is from another check than %s: shard %zu/%zu of %zu instances, not %zu/%zu of %zu, or "
            "other names",
            file->file, merge->files[0].file, shard->index, shard->count, shard->total, whole->index,
            whole->count, whole->total);
    }
    if (merge->shard_files[shard->index] != NULL) {
        return error_set(merge->error, STATUS_INPUT, "shard %zu/%zu is there twice: in %s and in %s",
                         shard->index, shard->count, merge->shard_files[shard->index], file->file);
    }
    if (!json_is_missing(status) && json_kind(status) == JSON_NUMBER) {
        (void)json_read_integer(&exit_status, status, 0, 255);
    }
    merge->shard_files[shard->index] = file->file;
    merge->merged.exit_statuses[f] = (int)exit_status;
    const enum status counted = add_counts(merge, file, root);
    return counted == STATUS_OK ? take_options(merge, f, line) : counted;
}

/* The line of an instance ends what `begin` began. */
static enum status take_instance(struct merge *merge, const struct shard_file *file, struct merge_line *line,
                                 const struct shard_record *shard, const char *begin)
{
    size_t position = 0;
    const struct json_value value = json_member(line->root, "position");
    if (json_is_missing(value) || !read_count(&position, line->root, "position") ||
        position >= shard->total || position % shard->count != shard->index) {
        return error_set(merge->error, STATUS_INPUT,
                         "%s: an instance has a position that is not in shard %zu/%zu", file->file,
                         shard->index, shard->count);
    }
    struct merged_instance *instance = &merge->instances[position];
    if (instance->bytes != NULL) {
        return error_set(merge->error, STATUS_INPUT, "%s: the instance at position %zu is there twice",
                         file->file, position);
    }
    const struct json_item item = line->diagnostics.scan->items[value.item];
    instance->bytes = begin;
    instance->length = (size_t)(line->bytes + line->length - begin);
    instance->cut = line->bytes + item.key_begin - 1; /* with the comma before it */
    instance->cut_length = item.begin + item.length - item.key_begin + 1;
    return STATUS_OK;
}

/* Where the last line begins; false if the bytes do not end with a line break. */
static bool find_last_line(size_t *begin, const struct shard_file *file)
{
    if (file->length == 0 || file->bytes[file->length - 1] != '\n') {
        return false;
    }
    *begin = file->length - 1;
    while (*begin > 0 && file->bytes[*begin - 1] != '\n') {
        (*begin)--;
    }
    return true;
}

static enum status take_lines(struct merge *merge, const struct shard_file *file,
                              const struct shard_record *shard, size_t last)
{
    const char *begin = file->bytes; /* of the lines of the instance that is being read */
    enum status status = STATUS_OK;
    for (const char *at = file->bytes; status == STATUS_OK && at < file->bytes + last;) {
        const struct arena_mark mark = arena_mark(merge->arena);
        const char *end = memchr(at, '\n', (size_t)(file->bytes + file->length - at));
        struct merge_line line;
        status = parse_line(&line, merge, file->file, at, (size_t)(end - at));
        if (status == STATUS_OK && strcmp(line.format, "finopt-check-instance-1") == 0) {
            status = take_instance(merge, file, &line, shard, begin);
            begin = end + 1;
        }
        at = end + 1;
        arena_rewind(merge->arena, mark);
    }
    return status;
}

static enum status take_file(struct merge *merge, size_t f)
{
    const struct shard_file *file = &merge->files[f];
    struct shard_record shard = {.index = 0};
    size_t last = 0;
    if (!find_last_line(&last, file)) {
        return error_set(merge->error, STATUS_INPUT,
                         "%s: %s: the run that wrote it did not finish; run it again", file->file,
                         file->length == 0 ? "is empty" : "ends in the middle of a line");
    }
    struct merge_line line;
    enum status status = parse_line(&line, merge, file->file, file->bytes + last, file->length - 1 - last);
    if (status == STATUS_OK && strcmp(line.format, "finopt-check-summary-1") != 0) {
        return error_set(
            merge->error, STATUS_INPUT,
            "%s: its last line is no summary: the run that wrote it did not finish; run it again",
            file->file);
    }
    status = status == STATUS_OK ? take_summary(merge, f, &shard, &line) : status;
    return status == STATUS_OK ? take_lines(merge, file, &shard, last) : status;
}

/* Every shard and every position must be there. */
static enum status check_complete(const struct merge *merge)
{
    struct text missing;
    size_t count = 0;
    text_init(&missing, merge->arena);
    for (size_t s = 0; s < merge->whole.count; s++) {
        if (merge->shard_files[s] == NULL) {
            text_addf(&missing, "%s%zu/%zu", count++ == 0 ? "" : ", ", s, merge->whole.count);
        }
    }
    if (count > 0) {
        return error_set(merge->error, STATUS_INPUT, "incomplete: %s missing: %s",
                         count == 1 ? "a shard is" : "shards are", missing.data);
    }
    for (size_t i = 0; i < merge->whole.total; i++) {
        if (merge->instances[i].bytes == NULL) {
            const size_t s = i % merge->whole.count;
            return error_set(merge->error, STATUS_INPUT,
                             "incomplete: the instance at position %zu is missing: %s should have it", i,
                             merge->shard_files[s]);
        }
    }
    return STATUS_OK;
}

enum status shard_merge(struct text *text, struct merged_check *merged, const struct shard_file *files,
                        size_t file_count, struct error *error)
{
    struct merge merge = {
        .arena = text->arena, .error = error, .files = files, .merged = {.exit_statuses = NULL}};
    enum status status = STATUS_OK;
    merge.merged.exit_statuses = ARENA_ARRAY(merge.arena, int, file_count);
    for (size_t f = 0; status == STATUS_OK && f < file_count; f++) {
        status = take_file(&merge, f);
    }
    status = status == STATUS_OK ? check_complete(&merge) : status;
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t i = 0; i < merge.whole.total; i++) {
        const struct merged_instance *instance = &merge.instances[i];
        const size_t before = (size_t)(instance->cut - instance->bytes);
        text_add_bytes(text, instance->bytes, before);
        text_add_bytes(text, instance->cut + instance->cut_length,
                       instance->length - before - instance->cut_length);
        text_add(text, "\n");
    }
    *merged = merge.merged;
    return STATUS_OK;
}
