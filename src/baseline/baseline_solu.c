/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known about instances, in the words of MIPLIB? One line each; names may hold spaces, since the tag
 * comes first and the value last.
 */
#include "baseline/baseline_solu.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "baseline/baseline_file.h"
#include "io/diagnostic.h"
#include "io/json_hints.h"
#include "io/json_integer.h"

struct solu_tag {
    const char *tag;
    enum result_status status;
    bool has_value;
};

static const struct solu_tag tags[] = {
    {"=opt=", RESULT_OPTIMAL, true},
    {"=best=", RESULT_FEASIBLE, true},
    {"=inf=", RESULT_INFEASIBLE, false},
    {"=unkn=", RESULT_UNKNOWN, false},
};

void baseline_solu_write(struct text *text, const struct baseline *baseline)
{
    for (size_t i = 0; i < baseline->entry_count; i++) {
        const struct baseline_entry *entry = &baseline->entries[i];
        for (size_t t = 0; t < sizeof tags / sizeof tags[0]; t++) {
            if (tags[t].status == entry->status) {
                text_addf(text, "%s %s", tags[t].tag, entry->instance);
                if (tags[t].has_value) {
                    text_addf(text, " %" PRId64, entry->energy_quanta);
                }
                text_add(text, "\n");
            }
        }
    }
}

/* A line that is still being read. */
struct solu_line {
    char *text; /* without its line break and the space around it */
    size_t number;
};

static void refuse(struct diagnostics *diagnostics, size_t line, const char *why)
{
    struct error error;
    error_set(&error, STATUS_INPUT, "line %zu: %s", line, why);
    diagnostics_add_error(diagnostics, &error);
}

/* Cuts the last word off; NULL if there is only one. */
static char *cut_last_word(char *words)
{
    char *space = NULL;
    for (char *at = words; *at != '\0'; at++) {
        space = *at == ' ' || *at == '\t' ? at : space;
    }
    if (space == NULL) {
        return NULL;
    }
    char *last = space + 1;
    while (space > words && (space[-1] == ' ' || space[-1] == '\t')) {
        space--;
    }
    *space = '\0';
    return last;
}

/* Whole quanta; others write `20.000`. */
static bool read_value(int64_t *energy_quanta, const char *value)
{
    enum { DIGITS_LIMIT = 19 };
    const size_t digits = strspn(value, "0123456789");
    const char *rest = value + digits;
    return digits > 0 && digits <= DIGITS_LIMIT &&
           (*rest == '\0' || (*rest == '.' && strspn(rest + 1, "0") == strlen(rest + 1))) &&
           json_integer_parse(energy_quanta, value, digits) == INTEGER_READ;
}

static void read_line(struct baseline *baseline, struct arena *arena, struct diagnostics *diagnostics,
                      const struct solu_line *line)
{
    const size_t tag_length = strcspn(line->text, " \t");
    const struct solu_tag *tag = NULL;
    for (size_t t = 0; t < sizeof tags / sizeof tags[0]; t++) {
        if (strlen(tags[t].tag) == tag_length && strncmp(line->text, tags[t].tag, tag_length) == 0) {
            tag = &tags[t];
        }
    }
    if (tag == NULL) {
        refuse(diagnostics, line->number, "must begin with =opt=, =best=, =inf= or =unkn=");
        return;
    }
    char *name = line->text + tag_length + strspn(line->text + tag_length, " \t");
    struct baseline_entry entry = {.instance = name, .status = tag->status};
    if (tag->has_value) {
        const char *value = cut_last_word(name);
        if (value == NULL || !read_value(&entry.energy_quanta, value)) {
            refuse(diagnostics, line->number, "must end with a whole number of quanta");
            return;
        }
    }
    if (name[0] == '\0') {
        refuse(diagnostics, line->number, "names no instance");
    } else if (!json_text_is_label(name)) {
        refuse(diagnostics, line->number,
               "the name must be at most 200 bytes of UTF-8 without control characters");
    } else if (baseline_find(baseline, name) != NULL) {
        refuse(diagnostics, line->number, "the instance is there already");
    } else {
        baseline_put(baseline, arena, &entry);
    }
}

enum status baseline_solu_parse(struct baseline *baseline, struct arena *arena,
                                struct diagnostics *diagnostics, const char *bytes, size_t length)
{
    struct baseline result = {.is_solu = true};
    struct solu_line line = {.number = 0};
    if (memchr(bytes, '\0', length) != NULL) {
        refuse(diagnostics, 1, "there is a NUL byte in the file");
        return STATUS_INPUT;
    }
    for (size_t begin = 0; begin < length;) {
        const char *line_break = memchr(bytes + begin, '\n', length - begin);
        const size_t end = line_break != NULL ? (size_t)(line_break - bytes) : length;
        size_t first = begin;
        size_t last = end;
        while (first < last && strchr(" \t\r", bytes[first]) != NULL) {
            first++;
        }
        while (last > first && strchr(" \t\r", bytes[last - 1]) != NULL) {
            last--;
        }
        line.number++;
        line.text = arena_strndup(arena, bytes + first, last - first);
        if (last > first) {
            read_line(&result, arena, diagnostics, &line);
        }
        begin = end + 1;
    }
    if (diagnostics_total(diagnostics) > 0) {
        return STATUS_INPUT;
    }
    *baseline = result;
    return STATUS_OK;
}
