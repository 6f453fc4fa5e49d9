/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How do findings of lint reach a person, an editor, a pull request? */
#include "report/lint_file.h"

#include "base/arena.h"
#include "base/text.h"
#include "io/json_writer.h"
#include "io/safe_text.h"
#include "report/github.h"

static const char *level_name(enum lint_level level)
{
    return level == LINT_WARNING ? "warning" : "note";
}

size_t lint_files_count(const struct lint_file *files, size_t file_count, enum lint_level level)
{
    size_t count = 0;
    for (size_t f = 0; f < file_count; f++) {
        for (size_t i = 0; i < files[f].report.count; i++) {
            count += files[f].report.findings[i].level == level;
        }
    }
    return count;
}

static size_t count_refused(const struct lint_file *files, size_t file_count)
{
    size_t count = 0;
    for (size_t f = 0; f < file_count; f++) {
        count += files[f].is_refused;
    }
    return count;
}

static void add_count(struct text *text, size_t count, const char *noun)
{
    text_addf(text, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static void add_summary(struct text *text, const struct lint_file *files, size_t file_count)
{
    add_count(text, file_count, "file");
    text_add(text, ": ");
    add_count(text, lint_files_count(files, file_count, LINT_WARNING), "warning");
    text_add(text, ", ");
    add_count(text, lint_files_count(files, file_count, LINT_NOTE), "note");
    if (count_refused(files, file_count) > 0) {
        text_addf(text, ", %zu refused", count_refused(files, file_count));
    }
    text_add(text, ".");
}

void lint_text_write(struct text *text, const struct lint_file *files, size_t file_count,
                     const struct report_options *options)
{
    for (size_t f = 0; f < file_count; f++) {
        for (size_t i = 0; i < files[f].report.count; i++) {
            const struct lint_finding *finding = &files[f].report.findings[i];
            if (options->is_quiet && finding->level == LINT_NOTE) {
                continue;
            }
            text_add_safe(text, files[f].file);
            if (finding->line > 0) {
                text_addf(text, ":%zu:%zu", finding->line, finding->column);
            }
            text_addf(text, ": %s: %s: ", level_name(finding->level), finding->path);
            text_add_safe(text, finding->message);
            text_addf(text, " [%s]\n", lint_rule_name(finding->rule));
        }
    }
    if (!options->is_quiet || text->length > 0) {
        add_summary(text, files, file_count);
        text_add(text, "\n");
    }
}

static void write_count_field(struct json_writer *json, const char *key, size_t count)
{
    json_write_key(json, key);
    json_write_int64(json, (int64_t)count);
}

/* A place that is not known is null. */
static void write_place_field(struct json_writer *json, const char *key, size_t number)
{
    json_write_key(json, key);
    if (number > 0) {
        json_write_int64(json, (int64_t)number);
    } else {
        json_write_null(json);
    }
}

void lint_json_write(struct text *text, const struct lint_file *files, size_t file_count)
{
    struct json_writer json;
    json_writer_init(&json, text, JSON_PRETTY);
    json_write_begin_object(&json);
    json_write_string_member(&json, "format", "finopt-lint-1");
    json_write_key(&json, "files");
    json_write_begin_array(&json);
    for (size_t f = 0; f < file_count; f++) {
        json_write_begin_object(&json);
        json_write_string_member(&json, "file", files[f].file);
        json_write_key(&json, "refused");
        json_write_bool(&json, files[f].is_refused);
        json_write_key(&json, "findings");
        json_write_begin_array(&json);
        for (size_t i = 0; i < files[f].report.count; i++) {
            const struct lint_finding *finding = &files[f].report.findings[i];
            json_write_begin_object(&json);
            json_write_string_member(&json, "rule", lint_rule_name(finding->rule));
            json_write_string_member(&json, "level", level_name(finding->level));
            json_write_string_member(&json, "path", finding->path);
            write_place_field(&json, "line", finding->line);
            write_place_field(&json, "column", finding->column);
            json_write_string_member(&json, "message", finding->message);
            json_write_end_object(&json);
        }
        json_write_end_array(&json);
        json_write_end_object(&json);
    }
    json_write_end_array(&json);
    json_write_key(&json, "summary");
    json_write_begin_object(&json);
    write_count_field(&json, "files", file_count);
    write_count_field(&json, "warnings", lint_files_count(files, file_count, LINT_WARNING));
    write_count_field(&json, "notes", lint_files_count(files, file_count, LINT_NOTE));
    write_count_field(&json, "refused", count_refused(files, file_count));
    json_write_end_object(&json);
    json_write_end_object(&json);
    text_add(text, "\n");
}

void lint_github_write(struct text *text, const struct lint_file *files, size_t file_count)
{
    size_t shown = 0;
    for (int level = LINT_WARNING; level >= LINT_NOTE; level--) {
        for (size_t f = 0; f < file_count; f++) {
            for (size_t i = 0; i < files[f].report.count && shown < GITHUB_ANNOTATION_LIMIT; i++) {
                const struct lint_finding *finding = &files[f].report.findings[i];
                if ((int)finding->level == level) {
                    const struct github_annotation annotation = {
                        .level = level == LINT_WARNING ? "warning" : "notice",
                        .file = files[f].file,
                        .line = finding->line,
                        .column = finding->column,
                        .title = arena_printf(text->arena, "finopt lint: %s", lint_rule_name(finding->rule)),
                        .message = arena_printf(text->arena, "%s: %s", finding->path, finding->message),
                    };
                    github_annotation_write(text, &annotation);
                    shown++;
                }
            }
        }
    }
    struct text summary;
    text_init(&summary, text->arena);
    add_summary(&summary, files, file_count);
    const bool is_bad = lint_files_count(files, file_count, LINT_WARNING) > 0;
    const struct github_annotation annotation = {
        .level = is_bad ? "warning" : "notice", .title = "finopt lint", .message = summary.data};
    github_annotation_write(text, &annotation);
}
