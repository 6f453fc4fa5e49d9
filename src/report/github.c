/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shows up beside the code on GitHub? Workflow commands on standard output, the worst ones first. */
#include "report/github.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* The message escapes what ends a line; a property also what ends a property. */
static void add_escaped(struct text *text, const char *string, const char *also)
{
    for (const char *at = string; *at != '\0'; at++) {
        if (*at == '%' || *at == '\r' || *at == '\n' || strchr(also, *at) != NULL) {
            text_addf(text, "%%%02X", (unsigned)(unsigned char)*at);
        } else {
            text_add_bytes(text, at, 1);
        }
    }
}

void github_annotation_write(struct text *text, const struct github_annotation *annotation)
{
    text_addf(text, "::%s ", annotation->level);
    if (annotation->file != NULL) {
        text_add(text, "file=");
        add_escaped(text, annotation->file, ":,");
        if (annotation->line > 0) {
            text_addf(text, ",line=%zu,col=%zu", annotation->line, annotation->column);
        }
        text_add(text, ",");
    }
    text_add(text, "title=");
    add_escaped(text, annotation->title, ":,");
    text_add(text, "::");
    add_escaped(text, annotation->message, "");
    text_add(text, "\n");
}

static const char *last_line(struct arena *arena, const char *lines)
{
    size_t length = strlen(lines);
    length -= length > 0 && lines[length - 1] == '\n';
    const char *copy = arena_strndup(arena, lines, length);
    const char *line = strrchr(copy, '\n');
    return line != NULL ? line + 1 : copy;
}

void github_write(struct text *text, struct arena *arena, const struct report_cases *cases)
{
    size_t *order = ARENA_ARRAY(arena, size_t, cases->count);
    const size_t count = report_cases_rank(order, cases);
    const size_t shown = count < GITHUB_ANNOTATION_LIMIT ? count : GITHUB_ANNOTATION_LIMIT;
    for (size_t i = 0; i < shown; i++) {
        const struct report_case *item = &cases->items[order[i]];
        const struct github_annotation annotation = {
            .level = item->outcome == CASE_SKIPPED ? "warning" : "error",
            .file = strcmp(item->file, "-") == 0 ? NULL : item->file,
            .line = item->line,
            .column = item->column,
            .title = arena_printf(arena, "finopt: %s", item->verdict),
            .message = arena_printf(arena, "%s: %s", item->name, item->message),
        };
        github_annotation_write(text, &annotation);
    }
    const bool is_bad =
        report_cases_count(cases, CASE_FAILED) > 0 || report_cases_count(cases, CASE_ERROR) > 0;
    const char *more = count > shown ? arena_printf(arena, " %zu more: see the summary.", count - shown) : "";
    const struct github_annotation annotation = {
        .level = is_bad      ? "error"
                 : count > 0 ? "warning"
                             : "notice",
        .title = cases->title,
        .message = arena_printf(arena, "%s%s", last_line(arena, cases->summary), more),
    };
    github_annotation_write(text, &annotation);
}
