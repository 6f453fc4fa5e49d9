/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What instance do these profiles make? import/ does the work; here files and options meet it. What is made
 * is read back and quantized before it is written, so that every imported instance is one.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load_problem.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/suggestion.h"
#include "import/csv_profile.h"
#include "import/import_instance.h"
#include "import/measured_network.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "io/instance_write.h"
#include "io/safe_text.h"
#include "model/instance.h"
#include "model/quantize.h"

/* `c.d` of `a/b/c.d.e`. */
static const char *name_of_file(struct arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *base = slash != NULL ? slash + 1 : file;
    const char *dot = strrchr(base, '.');
    if (strcmp(file, "-") == 0) {
        return "imported";
    }
    return dot != NULL && dot > base ? arena_strndup(arena, base, (size_t)(dot - base)) : base;
}

static enum status load_surroundings(const struct instance **surroundings, struct arena *arena,
                                     const char *file)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, arena, file);
    if (instance_load(surroundings, arena, &diagnostics, file) != STATUS_OK) {
        print_all_diagnostics(&diagnostics);
        return STATUS_INPUT;
    }
    return STATUS_OK;
}

static enum status load_exits(struct measured_network *network, struct arena *arena, const char *file)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, arena, file);
    if (csv_exits_read(network, arena, &diagnostics) != STATUS_OK) {
        print_all_diagnostics(&diagnostics);
        return STATUS_INPUT;
    }
    return STATUS_OK;
}

static enum status load_profile(struct measured_network *network, struct arena *arena,
                                const struct options *options, const struct profile_format *format)
{
    struct diagnostics *diagnostics = ARENA_ARRAY(arena, struct diagnostics, format->file_count);
    const struct profile_request request = {
        .files = options->operands + 1,
        .diagnostics = diagnostics,
        .file_count = format->file_count,
        .batch = options->batch,
        .model = options->model,
    };
    for (size_t f = 0; f < request.file_count; f++) {
        diagnostics_init(&diagnostics[f], arena, request.files[f]);
    }
    if (format->read(network, arena, &request) == STATUS_OK) {
        return options->exits != NULL ? load_exits(network, arena, options->exits) : STATUS_OK;
    }
    for (size_t f = 0; f < request.file_count; f++) {
        print_all_diagnostics(&diagnostics[f]);
    }
    return STATUS_INPUT;
}

/* Is the text an instance that can be solved? If not, says why. */
static enum status read_back(struct arena *arena, const struct text *text)
{
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    const struct problem *problem = NULL;
    struct error error;
    diagnostics_init(&diagnostics, arena, "what would be written");
    if (instance_parse(&instance, arena, &diagnostics, text->data, text->length) == STATUS_OK) {
        if (quantize(&problem, arena, instance, &error) == STATUS_OK) {
            return STATUS_OK;
        }
        diagnostics_add_error(&diagnostics, &error);
    }
    print_all_diagnostics(&diagnostics);
    return STATUS_INPUT;
}

static bool is_stdin(const char *file)
{
    return file != NULL && strcmp(file, "-") == 0;
}

/* How many of the files are standard input. */
static int count_stdin(const struct options *options)
{
    int count = is_stdin(options->network) + is_stdin(options->exits);
    for (size_t f = 1; f < options->operand_count; f++) {
        count += is_stdin(options->operands[f]);
    }
    return count;
}

/* The format that the operands name, with as many files as it takes; NULL after a complaint. */
static const struct profile_format *choose_format(const struct options *options, struct arena *arena)
{
    if (options->operand_count == 0) {
        complain("import: name a FORMAT and its FILE; `finopt import --help` lists them");
        return NULL;
    }
    const struct profile_format *format = profile_format_find(options->operands[0]);
    if (format == NULL) {
        const char *suggestion = profile_format_suggest(options->operands[0]);
        complain("import: unknown format \"%s\"; %s%s%s", safe_words(arena, options->operands[0]),
                 suggestion != NULL ? "did you mean \"" : "`finopt import --help` lists them",
                 suggestion != NULL ? suggestion : "", suggestion != NULL ? "\"?" : "");
    } else if (options->operand_count != format->file_count + 1) {
        complain("import %s: takes %s", format->name, format->files);
        return NULL;
    } else if (options->model != NULL && !format->has_models) {
        complain("import %s: --model: the format has one model a file", format->name);
        return NULL;
    } else if (count_stdin(options) > 1) {
        complain("import %s: standard input (`-`) can be read only once", format->name);
        return NULL;
    } else if (options->network == NULL) {
        complain("import %s: needs --network FILE, an instance with the nodes, the links and the limits",
                 format->name);
        return NULL;
    }
    return format;
}

int import_command(const struct options *options, struct arena *arena)
{
    const struct instance *surroundings = NULL;
    const struct instance *instance = NULL;
    struct measured_network network;
    struct error error;
    struct text text;
    const struct profile_format *format = choose_format(options, arena);
    if (format == NULL || load_surroundings(&surroundings, arena, options->network) != STATUS_OK ||
        load_profile(&network, arena, options, format) != STATUS_OK) {
        return EXIT_STATUS_INPUT;
    }
    const char *file = options->operands[1];
    const struct import_settings settings = {
        .surroundings = surroundings,
        .surroundings_words = arena_printf(arena, "the network of instance %s", surroundings->name),
        .name = options->name != NULL ? options->name : name_of_file(arena, file),
        .profile_words = arena_printf(arena, "%s profile %s", format->name, name_of_file(arena, file)),
        .source = options->source,
        .licence = options->licence,
        .times = options->times,
        .exits_words = options->exits != NULL
                           ? arena_printf(arena, "exits of file %s", name_of_file(arena, options->exits))
                           : NULL,
        .bits = options->bits,
        .input_bytes = options->input_bytes,
        .max_latency_s = options->max_latency_s,
        .min_accuracy = options->min_accuracy,
        .rate_per_s = options->rate_per_s,
    };
    if (import_instance(&instance, arena, &network, &settings, &error) != STATUS_OK) {
        complain("import %s: %s", format->name, safe_words(arena, error.message));
        return EXIT_STATUS_INPUT;
    }
    text_init(&text, arena);
    instance_write(&text, instance);
    if (read_back(arena, &text) != STATUS_OK) {
        return EXIT_STATUS_INPUT;
    }
    return deliver(options, &text, EXIT_STATUS_FINE);
}
