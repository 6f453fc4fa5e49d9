/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which command is meant, and how does the program end? */
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_work.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "cli/suggestion.h"

static int print(const struct text *text)
{
    struct error error;
    if (output_write(NULL, text->data, text->length, &error) != STATUS_OK) {
        complain("%s", error.message);
        return EXIT_STATUS_INPUT;
    }
    return EXIT_STATUS_FINE;
}

static bool find_command(enum command *command, const char *name)
{
    for (int c = 0; c < COMMAND_COUNT; c++) {
        if (strcmp(command_table[c].name, name) == 0) {
            *command = (enum command)c;
            return true;
        }
    }
    return false;
}

static int refuse_command(const char *name)
{
    const char *suggestion = command_suggest(name);
    if (suggestion != NULL) {
        complain("%s: unknown command; did you mean \"%s\"?", name, suggestion);
    } else {
        complain("%s: unknown %s; `finopt -h` lists the commands", name,
                 name[0] == '-' ? "option" : "command");
    }
    return EXIT_STATUS_INPUT;
}

/* `finopt help`, `finopt help COMMAND`, and what makes the man page: `finopt help --man`. */
static int help_command(int argc, char **argv, struct text *text)
{
    enum command command = COMMAND_CHECK;
    if (argc < 2) {
        help_write_short(text);
    } else if (strcmp(argv[1], "--man") == 0) {
        help_write_man(text);
    } else if (find_command(&command, argv[1])) {
        help_write_command(text, command);
    } else {
        return refuse_command(argv[1]);
    }
    return print(text);
}

static int run_command(enum command command, int argc, char **argv, struct arena *arena, struct text *text)
{
    static int (*const commands[COMMAND_COUNT])(const struct options *options, struct arena *arena) = {
        [COMMAND_CHECK] = check_command,
        [COMMAND_SOLVE] = solve_command,
        [COMMAND_VERIFY] = verify_command,
        [COMMAND_GENERATE] = generate_command,
        [COMMAND_EXPORT] = export_command,
        [COMMAND_EXPLAIN] = explain_command,
        [COMMAND_MERGE] = merge_command,
        [COMMAND_BASELINE] = baseline_command,
        [COMMAND_LINT] = lint_command,
        [COMMAND_CERTIFY] = certify_command,
        [COMMAND_CHECK_CERTIFICATE] = check_certificate_command,
        [COMMAND_REDUCE] = reduce_command,
        [COMMAND_IMPORT] = import_command,
        [COMMAND_SWEEP] = sweep_command,
    };
    struct options options;
    struct error error;
    if (options_parse(&options, arena, command, argc, argv, &error) != STATUS_OK) {
        complain("%s", error.message);
        return EXIT_STATUS_INPUT;
    }
    if (options.help) {
        help_write_command(text, command);
        return print(text);
    }
    return commands[command](&options, arena);
}

static int dispatch(int argc, char **argv, struct arena *arena)
{
    struct text text;
    enum command command = COMMAND_CHECK;
    text_init(&text, arena);
    if (argc < 2) {
        complain("no command; `finopt -h` lists them");
        return EXIT_STATUS_INPUT;
    }
    const char *name = argv[1];
    if (strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0) {
        help_write_short(&text);
        return print(&text);
    }
    if (strcmp(name, "--version") == 0) {
        help_write_version(&text);
        return print(&text);
    }
    if (strcmp(name, "help") == 0) {
        return help_command(argc - 1, argv + 1, &text);
    }
    if (!find_command(&command, name)) {
        return refuse_command(name);
    }
    return run_command(command, argc - 1, argv + 1, arena, &text);
}

/*
 * Descriptors 0 to 2 that were closed would be given to the next pipe or file. They are filled with /dev/null
 * the wrong way round, so that reading and writing still fail. False if that cannot be done.
 */
static bool fill_standard_descriptors(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        const int mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (fcntl(descriptor, F_GETFD) == -1 && open("/dev/null", mode) != descriptor) {
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    if (!fill_standard_descriptors()) {
        return EXIT_STATUS_INPUT;
    }
    setlocale(LC_ALL, "C"); /* numbers have a point everywhere */
    signals_catch();
    struct arena *arena = arena_new(out_of_memory, NULL);
    const int exit_status = dispatch(argc, argv, arena);
    arena_free(arena);
    if (signals_count() > 0) {
        signals_die(signals_first());
    }
    return exit_status;
}
