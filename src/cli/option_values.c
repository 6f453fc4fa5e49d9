/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * With which options were these answers found? Results that are put together must have been found with the
 * same, so the table marks those that shape answers, and each is written down here as it would be typed.
 */
#include "cli/option_values.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/check_baseline.h"
#include "cli/options.h"
#include "compare/record.h"
#include "io/json_writer.h"
#include "solve/solver.h"

/* The words, joined by `between`; NULL if there are none. */
static const char *join(struct arena *arena, const char *const *words, size_t count, const char *between)
{
    struct text text;
    text_init(&text, arena);
    for (size_t i = 0; i < count; i++) {
        text_addf(&text, "%s%s", i > 0 ? between : "", words[i]);
    }
    return count > 0 ? text.data : NULL;
}

/* The default is said, because it may add methods where resources are shared. */
static const char *method_words(struct arena *arena, const struct options *options)
{
    const char *names[METHOD_LIMIT];
    for (size_t m = 0; m < options->methods.count; m++) {
        names[m] = options->methods.methods[m]->name;
    }
    const char *words = join(arena, names, options->methods.count, ",");
    return options->methods_are_default ? arena_printf(arena, "default: %s", words) : words;
}

/* The choice of that index; NULL for a negative one: it was not given. */
static const char *choice_word(struct arena *arena, const struct option_row *row, int index)
{
    const char *choice = row->choices;
    for (int i = 0; i < index; i++) {
        choice += strcspn(choice, "|") + 1;
    }
    return index < 0 ? NULL : arena_strndup(arena, choice, strcspn(choice, "|"));
}

/* Numbers are negative where they were not given. */
static void write_value(struct json_writer *json, struct arena *arena, const struct options *options,
                        const struct option_row *row)
{
    const void *place = (const char *)options + row->offset;
    switch (row->kind) {
    case OPTION_FLAG:
        json_write_bool(json, *(const bool *)place);
        break;
    case OPTION_INTEGER:
        if (*(const int64_t *)place < 0) {
            json_write_null(json);
        } else {
            json_write_int64(json, *(const int64_t *)place);
        }
        break;
    case OPTION_NUMBER:
    case OPTION_RATIO:
        if (*(const double *)place < 0.0) {
            json_write_null(json);
        } else {
            json_write_double(json, *(const double *)place);
        }
        break;
    case OPTION_CHOICE:
        json_write_string(json, choice_word(arena, row, *(const int *)place));
        break;
    case OPTION_FORMAT: /* how answers are shown, not which */
        json_write_null(json);
        break;
    case OPTION_STRING:
        json_write_string(json, *(const char *const *)place);
        break;
    case OPTION_METHODS:
        json_write_string(json, method_words(arena, options));
        break;
    }
}

/* The values, as they grow. */
struct value_list {
    struct named_text *values; /* [count] */
    size_t count;
    size_t capacity;
};

static void add_value(struct value_list *list, struct arena *arena, const char *name, const char *json)
{
    list->values = arena_grow(arena, list->values, list->count, &list->capacity, sizeof *list->values);
    list->values[list->count++] = (struct named_text){name, json};
}

const struct named_text *option_values(size_t *count, struct arena *arena, const struct options *options)
{
    struct value_list list = {.count = 0};
    struct options said = *options;
    struct json_writer json;
    struct text text;
    if (said.baseline != NULL) {
        said.update = (int)update_policy_of(options); /* the default depends on where it runs */
    }
    for (const struct option_row *row = option_table; row != NULL; row = option_next(row)) {
        if (row->must_agree && (row->commands & 1U << options->command) != 0) {
            text_init(&text, arena);
            json_writer_init(&json, &text, JSON_COMPACT);
            write_value(&json, arena, &said, row);
            add_value(&list, arena, row->name, text.data);
        }
    }
    text_init(&text, arena);
    json_writer_init(&json, &text, JSON_COMPACT);
    json_write_string(&json, join(arena, options->planner, options->planner_argument_count, " "));
    add_value(&list, arena, "planner", text.data);
    *count = list.count;
    return list.values;
}
