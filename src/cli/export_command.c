/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does the instance look to another program? The file is read as every command reads it; a row of the
 * table of formats does the rest.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_work.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/export_format.h"
#include "cli/load_problem.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/suggestion.h"

/* The format that is named, or NULL after a complaint. */
static const struct export_format *find_format(const struct options *options)
{
    const char *name = options->export_format;
    if (options->operand_count != 1) {
        complain("export: name one FILE, or `-` for standard input; see `finopt export --help`");
        return NULL;
    }
    if (name == NULL) {
        complain("export: say which --format; `finopt export --help` lists them");
        return NULL;
    }
    const struct export_format *format = export_format_find(name);
    if (format == NULL) {
        const char *suggestion = export_format_suggest(name);
        complain("--format: unknown format \"%s\"; %s%s%s", name,
                 suggestion != NULL ? "did you mean \"" : "`finopt export --help` lists them",
                 suggestion != NULL ? suggestion : "", suggestion != NULL ? "\"?" : "");
    }
    return format;
}

int export_command(const struct options *options, struct arena *arena)
{
    const struct export_format *format = find_format(options);
    struct export_request request = {.options = options};
    struct loaded_problem loaded;
    struct text text;
    struct error error;
    if (options->methods.count > 1) {
        complain("--method: name one method");
        return EXIT_STATUS_INPUT;
    }
    if (format == NULL || !load_problem(&loaded, arena, options->operands[0])) {
        return EXIT_STATUS_INPUT;
    }
    request.instance = loaded.instance;
    request.problem = loaded.problem;
    struct arena *scratch = arena_new(out_of_memory, NULL);
    text_init(&text, arena);
    const enum status status = format->write(&text, arena, scratch, &request, &error);
    arena_free(scratch);
    if (status != STATUS_OK) {
        complain("export: %s: %s", format->name, error.message);
        return status == STATUS_UNSUPPORTED ? EXIT_STATUS_INCONCLUSIVE : EXIT_STATUS_INPUT;
    }
    return deliver(options, &text, EXIT_STATUS_FINE);
}
