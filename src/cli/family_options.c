/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which family is meant, and what size should it have? */
#include "cli/family_options.h"

#include <stddef.h>

#include "cli/option_table.h"
#include "cli/options.h"
#include "cli/suggestion.h"

enum status family_choose(const struct family **family, const char *name, struct error *error)
{
    const char *suggestion = family_suggest(name);
    *family = family_find(name);
    if (*family != NULL) {
        return STATUS_OK;
    }
    return error_set(error, STATUS_INPUT, "unknown family \"%s\"; %s%s%s", name,
                     suggestion != NULL ? "did you mean \"" : "`finopt generate --help` lists them",
                     suggestion != NULL ? suggestion : "", suggestion != NULL ? "\"?" : "");
}

struct family_parameters family_parameters_from(const struct options *options, const struct family *family,
                                                uint64_t seed)
{
    struct family_parameters parameters = {
        .applications = options->applications,
        .nodes = options->nodes,
        .blocks = options->blocks,
        .tightness_permille = (int64_t)(options->tightness * 1000.0 + 0.5),
        .seed = seed,
        .gamma = options->family_gamma,
        .devices = options->devices,
        .edges = options->edges,
        .clouds = options->clouds,
        .exits = options->exit_count,
    };
    /* With `check` the resolution is FIN's, whatever the family. */
    if (options->command == COMMAND_CHECK && family->ranges->gamma.most > 0) {
        parameters.gamma = options->gamma;
    }
    family_complete(&parameters, family->ranges);
    return parameters;
}
