/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What would an instance of this kind look like? The family does the work; here its name and the options
 * meet.
 */
#include "base/arena.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/family_options.h"
#include "cli/options.h"
#include "cli/output.h"
#include "io/instance_write.h"

int generate_command(const struct options *options, struct arena *arena)
{
    const struct family *family = NULL;
    const struct instance *instance = NULL;
    struct error error;
    if (options->operand_count != 1) {
        complain("generate: name one FAMILY; `finopt generate --help` lists them");
        return EXIT_STATUS_INPUT;
    }
    if (family_choose(&family, options->operands[0], &error) != STATUS_OK) {
        complain("generate: %s", error.message);
        return EXIT_STATUS_INPUT;
    }
    const struct family_parameters parameters = family_parameters_from(options, family, (uint64_t)options->seed);
    if (family->generate(&instance, arena, &parameters, &error) != STATUS_OK) {
        complain("generate %s: %s", family->name, error.message);
        return EXIT_STATUS_INPUT;
    }
    struct text text;
    text_init(&text, arena);
    instance_write(&text, instance);
    return deliver(options, &text, EXIT_STATUS_FINE);
}
