/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sizes does a family have? What is asked for is filled up and compared with the ranges of the family.
 */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "generate/family.h"

static void complete(int64_t *value, const struct family_range *range)
{
    if (*value == 0) {
        *value = range->initial;
    }
}

void family_complete(struct family_parameters *parameters, const struct family_ranges *ranges)
{
    complete(&parameters->applications, &ranges->applications);
    complete(&parameters->nodes, &ranges->nodes);
    complete(&parameters->blocks, &ranges->blocks);
    complete(&parameters->tightness_permille, &ranges->tightness_permille);
    complete(&parameters->gamma, &ranges->gamma);
    complete(&parameters->devices, &ranges->devices);
    complete(&parameters->edges, &ranges->edges);
    complete(&parameters->clouds, &ranges->clouds);
    complete(&parameters->exits, &ranges->exits);
}

static enum status check_range(const char *name, int64_t value, const struct family_range *range,
                               struct error *error)
{
    if (value >= range->least && value <= range->most) {
        return STATUS_OK;
    }
    if (range->most == 0) {
        return error_set(error, STATUS_INPUT, "%s: the family has no such parameter", name);
    }
    if (range->least == range->most) {
        return error_set(error, STATUS_INPUT, "%s: always %" PRId64 " in this family, got %" PRId64, name,
                         range->most, value);
    }
    return error_set(error, STATUS_INPUT, "%s: must be %" PRId64 "..%" PRId64 ", got %" PRId64, name,
                     range->least, range->most, value);
}

enum status family_check(const struct family_parameters *parameters, const struct family_ranges *ranges,
                         struct error *error)
{
    const struct {
        const char *name;
        int64_t value;
        const struct family_range *range;
    } rows[] = {
        {"applications", parameters->applications, &ranges->applications},
        {"nodes", parameters->nodes, &ranges->nodes},
        {"blocks", parameters->blocks, &ranges->blocks},
        {"tightness in thousandths", parameters->tightness_permille, &ranges->tightness_permille},
        {"gamma", parameters->gamma, &ranges->gamma},
        {"devices", parameters->devices, &ranges->devices},
        {"edges", parameters->edges, &ranges->edges},
        {"clouds", parameters->clouds, &ranges->clouds},
        {"exits", parameters->exits, &ranges->exits},
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof rows / sizeof rows[0]; i++) {
        status = check_range(rows[i].name, rows[i].value, rows[i].range, error);
    }
    return status;
}

char *family_permille_text(struct arena *arena, int64_t permille)
{
    char *text = arena_printf(arena, "%" PRId64 ".%03" PRId64, permille / 1000, permille % 1000);
    for (size_t last = strlen(text) - 1; text[last] == '0' && text[last - 1] != '.'; last--) {
        text[last] = '\0';
    }
    return text;
}

static void add_words(struct text *text, const char *option, const char *initial, const char *least,
                      const char *most)
{
    text_addf(text, "%s--%s %s (%s to %s)", text->length > 0 ? ", " : "", option, initial, least, most);
}

static void add_number_words(struct text *text, struct arena *arena, const char *option,
                             const struct family_range *range)
{
    if (range->least < range->most) {
        add_words(text, option, arena_printf(arena, "%" PRId64, range->initial),
                  arena_printf(arena, "%" PRId64, range->least),
                  arena_printf(arena, "%" PRId64, range->most));
    }
}

void family_ranges_words(struct text *text, struct arena *arena, const struct family_ranges *ranges)
{
    struct text words;
    const struct family_range *tightness = &ranges->tightness_permille;
    text_init(&words, arena);
    add_number_words(&words, arena, "applications", &ranges->applications);
    add_number_words(&words, arena, "nodes", &ranges->nodes);
    add_number_words(&words, arena, "devices", &ranges->devices);
    add_number_words(&words, arena, "edges", &ranges->edges);
    add_number_words(&words, arena, "clouds", &ranges->clouds);
    add_number_words(&words, arena, "blocks", &ranges->blocks);
    add_number_words(&words, arena, "exits", &ranges->exits);
    if (tightness->least < tightness->most) {
        add_words(&words, "tightness", family_permille_text(arena, tightness->initial),
                  family_permille_text(arena, tightness->least),
                  family_permille_text(arena, tightness->most));
    }
    add_number_words(&words, arena, "gamma", &ranges->gamma);
    text_add_bytes(text, words.data, words.length);
}
