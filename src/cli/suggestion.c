/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which name may have been meant? The one that takes the fewest changes, if that is at most two. */
#include "cli/suggestion.h"

#include <string.h>

#include "base/text.h"
#include "cli/export_format.h"
#include "generate/family.h"
#include "import/measured_network.h"
#include "solve/solver.h"

/* Keeps the closest candidate so far; an abbreviation is as close as it gets. */
struct suggestion {
    const char *best;
    size_t distance;
};

enum { FARTHEST = 2 };

static void suggest(struct suggestion *suggestion, const char *name, const char *candidate)
{
    const size_t length = strlen(name);
    const bool is_prefix = length > 0 && strncmp(candidate, name, length) == 0;
    const size_t distance = is_prefix ? 1 : edit_distance(name, candidate, FARTHEST);
    if (distance <= FARTHEST && distance < length + is_prefix &&
        (suggestion->best == NULL || distance < suggestion->distance)) {
        suggestion->best = candidate;
        suggestion->distance = distance;
    }
}

const char *option_suggest(const char *name, enum command command)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct option_row *row = option_table; row != NULL; row = option_next(row)) {
        if ((row->commands & 1U << command) != 0) {
            suggest(&suggestion, name, row->name);
        }
    }
    return suggestion.best;
}

const char *command_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct command_row *row = command_table; row->name != NULL; row++) {
        suggest(&suggestion, name, row->name);
    }
    suggest(&suggestion, name, "help");
    return suggestion.best;
}

const char *method_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct solver *each = solver_table; each->name != NULL; each++) {
        suggest(&suggestion, name, each->name);
    }
    suggest(&suggestion, name, "all");
    return suggestion.best;
}

const char *family_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct family *family = family_table; family->name != NULL; family++) {
        suggest(&suggestion, name, family->name);
    }
    return suggestion.best;
}

const char *profile_format_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct profile_format *format = profile_format_table; format->name != NULL; format++) {
        suggest(&suggestion, name, format->name);
    }
    return suggestion.best;
}

const char *export_format_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct export_format *format = export_format_table; format->name != NULL; format++) {
        suggest(&suggestion, name, format->name);
    }
    return suggestion.best;
}
