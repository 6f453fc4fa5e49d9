/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What would an instance of this kind look like? The family does the work; here its name and the options
 * meet.
 */
#include "base/arena.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "generate/family.h"
#include "io/instance_write.h"

/* The family that is named, or NULL after a complaint. */
static const struct family *find_family(const struct options *options)
{
    if (options->operand_count != 1) {
        complain("generate: name one FAMILY; `finopt generate --help` lists them");
        return NULL;
    }
    const char *name = options->operands[0];
    const struct family *family = family_find(name);
    if (family == NULL) {
        const char *suggestion = family_suggest(name);
        complain("generate: unknown family \"%s\"; %s%s%s", name,
                 suggestion != NULL ? "did you mean \"" : "`finopt generate --help` lists them",
                 suggestion != NULL ? suggestion : "", suggestion != NULL ? "\"?" : "");
    }
    return family;
}

int generate_command(const struct options *options, struct arena *arena)
{
    const struct family *family = find_family(options);
    const struct instance *instance = NULL;
    struct error error;
    if (family == NULL) {
        return EXIT_STATUS_INPUT;
    }
    const struct family_parameters parameters = {
        .applications = options->applications,
        .nodes = options->nodes,
        .blocks = options->blocks,
        .tightness_permille = (int64_t)(options->tightness * 1000.0 + 0.5),
        .seed = (uint64_t)options->seed,
    };
    if (family->generate(&instance, arena, &parameters, &error) != STATUS_OK) {
        complain("generate %s: %s", family->name, error.message);
        return EXIT_STATUS_INPUT;
    }
    struct text text;
    text_init(&text, arena);
    instance_write(&text, instance);
    return deliver(options, &text, EXIT_STATUS_FINE);
}
