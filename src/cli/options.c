/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What did the user ask for? Every argument is first compared with the whole names in the option table,
 * because getopt_long() would take `--js` for `--jobs` today and for something else tomorrow; then
 * getopt_long() sorts options from operands and each value goes to its place in `struct options`.
 */
#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/suggestion.h"
#include "solve/solver.h"

enum { OPTION_LIMIT = 96 };

/* The commands that take an option, for the message that this one does not. */
static const struct option_row *find_anywhere(const char *name, size_t length, enum command *command)
{
    for (int c = 0; c < COMMAND_COUNT; c++) {
        const struct option_row *row = option_find(name, length, (enum command)c);
        if (row != NULL) {
            *command = (enum command)c;
            return row;
        }
    }
    return NULL;
}

static enum status refuse_option(struct arena *arena, const char *argument, size_t length,
                                 enum command command, struct error *error)
{
    const char *name = arena_strndup(arena, argument, length);
    const char *of = command_table[command].name;
    enum command other = command;
    if (find_anywhere(name, length, &other) != NULL) {
        return error_set(error, STATUS_INPUT, "--%s: `%s` does not take this option, `%s` does", name, of,
                         command_table[other].name);
    }
    const char *suggestion = option_suggest(name, command);
    if (suggestion != NULL) {
        return error_set(error, STATUS_INPUT, "--%s: unknown option; did you mean \"--%s\"?", name,
                         suggestion);
    }
    return error_set(error, STATUS_INPUT, "--%s: unknown option; `finopt %s --help` lists them", name, of);
}

/* Every `--name` must be the whole name of an option of this command. `*end` is where options end: at `--`.
 */
static enum status check_names(int *end, struct arena *arena, enum command command, int argc, char **argv,
                               struct error *error)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-o") == 0 && option_find("output", strlen("output"), command) != NULL) {
            argv[i] = arena_strdup(arena, "--output"); /* the one short form besides -h */
        }
        const char *argument = argv[i];
        if (strcmp(argument, "--") == 0) {
            *end = i;
            break;
        }
        if (argument[0] != '-' || argument[1] == '\0') {
            continue;
        }
        if (argument[1] != '-') {
            if (strcmp(argument, "-h") != 0) {
                return error_set(error, STATUS_INPUT, "%s: unknown option; `finopt %s --help` lists them",
                                 argument, command_table[command].name);
            }
            continue;
        }
        const char *name = argument + 2;
        const size_t length = strcspn(name, "=");
        const struct option_row *row = option_find(name, length, command);
        if (row == NULL) {
            return refuse_option(arena, name, length, command, error);
        }
        const bool has_value = name[length] == '=';
        if (has_value && row->kind == OPTION_FLAG) {
            return error_set(error, STATUS_INPUT, "--%s: takes no value, got \"%s\"", row->name,
                             name + length + 1);
        }
        if (!has_value && row->kind != OPTION_FLAG && ++i == argc) {
            return error_set(error, STATUS_INPUT, "--%s: needs a value: %s", row->name,
                             row->choices != NULL ? row->choices : row->argument);
        }
    }
    return STATUS_OK;
}

static bool parse_integer(int64_t *value, const char *text)
{
    char *end = NULL;
    errno = 0;
    const long long number = strtoll(text, &end, 10);
    if (text[0] == '\0' || strspn(text, "-0123456789") != strlen(text) || *end != '\0' || errno != 0) {
        return false;
    }
    *value = number;
    return true;
}

static bool parse_number(double *value, const char *text)
{
    char *end = NULL;
    if (text[0] == '\0' || strspn(text, "-+.0123456789eE") != strlen(text)) {
        return false;
    }
    const double number = strtod(text, &end);
    if (*end != '\0' || end == text) {
        return false;
    }
    *value = number;
    return true;
}

static enum status set_integer(int64_t *place, const struct option_row *row, const char *text,
                               struct error *error)
{
    int64_t value = 0;
    if (!parse_integer(&value, text) || (double)value < row->low || (double)value > row->high) {
        return error_set(error, STATUS_INPUT, "--%s: must be %.0f..%.0f, got %s", row->name, row->low,
                         row->high, text[0] != '\0' ? text : "nothing");
    }
    *place = value;
    return STATUS_OK;
}

static enum status set_number(double *place, const struct option_row *row, const char *text,
                              struct error *error)
{
    double value = 0.0;
    if (!parse_number(&value, text) || !(value >= row->low && value <= row->high)) {
        return error_set(error, STATUS_INPUT, "--%s: must be %g..%.0f, got %s", row->name, row->low,
                         row->high, text[0] != '\0' ? text : "nothing");
    }
    *place = value;
    return STATUS_OK;
}

static enum status set_ratio(double *place, struct arena *arena, const struct option_row *row,
                             const char *text, struct error *error)
{
    const size_t length = strlen(text);
    const bool is_percent = length > 0 && text[length - 1] == '%';
    double value = 0.0;
    const bool is_number = parse_number(&value, arena_strndup(arena, text, length - (is_percent ? 1 : 0)));
    value = is_percent ? value / 100.0 : value;
    if (!is_number || !(value >= 0.0 && value <= 1.0)) {
        return error_set(error, STATUS_INPUT, "--%s: must be 0..1 or 0%%..100%%, got %s", row->name,
                         text[0] != '\0' ? text : "nothing");
    }
    *place = value;
    return STATUS_OK;
}

static enum status set_choice(int *place, const struct option_row *row, const char *text, struct error *error)
{
    const size_t length = strlen(text);
    int index = 0;
    for (const char *choice = row->choices;; index++) {
        const size_t choice_length = strcspn(choice, "|");
        if (choice_length == length && strncmp(choice, text, length) == 0) {
            *place = index;
            return STATUS_OK;
        }
        if (choice[choice_length] == '\0') {
            break;
        }
        choice += choice_length + 1;
    }
    return error_set(error, STATUS_INPUT, "--%s: must be one of %s, got \"%s\"", row->name, row->choices,
                     text);
}

/* The format of that name, which is among the choices of the row. */
static enum output_format find_format(const char *name)
{
    static const char *const names[] = {
        [FORMAT_TEXT] = "text",     [FORMAT_JSON] = "json",         [FORMAT_NDJSON] = "ndjson",
        [FORMAT_CSV] = "csv",       [FORMAT_JUNIT] = "junit",       [FORMAT_TAP] = "tap",
        [FORMAT_GITHUB] = "github", [FORMAT_MARKDOWN] = "markdown", [FORMAT_SARIF] = "sarif",
        [FORMAT_SVG] = "svg",
    };
    size_t format = 0;
    while (format < sizeof names / sizeof names[0] && strcmp(names[format], name) != 0) {
        format++;
    }
    BUG_IF(format == sizeof names / sizeof names[0]);
    return (enum output_format)format;
}

static enum status set_format(int *place, const struct option_row *row, const char *text, struct error *error)
{
    int choice = 0;
    if (set_choice(&choice, row, text, error) != STATUS_OK) {
        return STATUS_INPUT;
    }
    *place = (int)find_format(text);
    return STATUS_OK;
}

static void add_method(struct method_list *list, const struct solver *method)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->methods[i] == method) {
            return;
        }
    }
    if (list->count < METHOD_LIMIT) {
        list->methods[list->count++] = method;
    }
}

/* Names as typed: the plain ones replace the command's own methods, those with a `+` join them. */
struct method_request {
    struct method_list plain;
    struct method_list added;
};

static enum status add_methods(struct method_request *request, struct arena *arena, const char *text,
                               struct error *error)
{
    for (const char *at = text;; at++) {
        const size_t length = strcspn(at, ",");
        const bool is_added = *at == '+';
        const char *name = arena_strndup(arena, at + is_added, length - is_added);
        struct method_list *list = is_added ? &request->added : &request->plain;
        const struct solver *method = solver_find(name);
        if (strcmp(name, "all") == 0) {
            for (const struct solver *each = solver_table; each->name != NULL; each++) {
                add_method(list, each);
            }
        } else if (method != NULL) {
            add_method(list, method);
        } else {
            const char *suggestion = method_suggest(name);
            return error_set(error, STATUS_INPUT, "--method: unknown method \"%s\"; %s%s%s", name,
                             suggestion != NULL ? "did you mean \"" : "`finopt solve --help` lists them",
                             suggestion != NULL ? suggestion : "", suggestion != NULL ? "\"?" : "");
        }
        at += length;
        if (*at == '\0') {
            return STATUS_OK;
        }
    }
}

/* Table order, so that the order of names on the command line changes nothing; the ILP, the slowest, last. */
static void choose_methods(struct options *options, const struct method_request *request)
{
    static const char *const check_methods[] = {"fin", "labels", "exhaustive", "ilp"};
    struct method_list chosen = request->plain;
    if (chosen.count == 0 && (command_checks(options->command) || options->command == COMMAND_REDUCE)) {
        for (size_t i = 0; i < sizeof check_methods / sizeof check_methods[0]; i++) {
            add_method(&chosen, solver_find(check_methods[i]));
        }
    } else if (chosen.count == 0) {
        if (options->command == COMMAND_SWEEP) {
            add_method(&chosen, solver_find("fin"));
        }
        add_method(&chosen, solver_find("labels"));
    }
    options->methods_are_default = request->plain.count == 0;
    for (size_t i = 0; i < request->added.count; i++) {
        add_method(&chosen, request->added.methods[i]);
    }
    options->methods.count = 0;
    for (int slowest = 0; slowest <= 1; slowest++) {
        for (const struct solver *each = solver_table; each->name != NULL; each++) {
            for (size_t i = 0; (strcmp(each->name, "ilp") == 0) == slowest && i < chosen.count; i++) {
                if (chosen.methods[i] == each) {
                    add_method(&options->methods, each);
                }
            }
        }
    }
}

/* --formulation and --relax are about `ilp`: they name it where nobody named a method, and want it otherwise.
 */
static enum status check_formulation(struct options *options, struct error *error)
{
    const struct solver *ilp = solver_find("ilp");
    const bool takes_them = command_checks(options->command) || options->command == COMMAND_SOLVE;
    if (!takes_them || (options->chosen_formulation < 0 && !options->relax)) {
        return STATUS_OK;
    }
    if (options->command == COMMAND_SOLVE && options->methods_are_default) {
        options->methods = (struct method_list){.methods = {ilp}, .count = 1};
        options->methods_are_default = false;
    }
    for (size_t i = 0; i < options->methods.count; i++) {
        if (options->methods.methods[i] == ilp) {
            return STATUS_OK;
        }
    }
    return error_set(error, STATUS_INPUT, "--%s: needs `--method ilp`",
                     options->chosen_formulation >= 0 ? "formulation" : "relax");
}

static enum status set_value(struct options *options, struct method_request *request, struct arena *arena,
                             const struct option_row *row, const char *text, struct error *error)
{
    void *place = (char *)options + row->offset;
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)place = true;
        return STATUS_OK;
    case OPTION_INTEGER:
        return set_integer(place, row, text, error);
    case OPTION_NUMBER:
        return set_number(place, row, text, error);
    case OPTION_RATIO:
        return set_ratio(place, arena, row, text, error);
    case OPTION_CHOICE:
        return set_choice(place, row, text, error);
    case OPTION_FORMAT:
        return set_format(place, row, text, error);
    case OPTION_STRING:
        if (text[0] == '\0') {
            return error_set(error, STATUS_INPUT, "--%s: must not be empty", row->name);
        }
        *(const char **)place = text;
        return STATUS_OK;
    case OPTION_METHODS:
        return add_methods(request, arena, text, error);
    }
    return STATUS_OK;
}

/* An option that would be ignored is a mistake: of [count] rows, with what was given. */
static enum status check_needs(const struct option_row *const *rows, const bool *is_given, size_t count,
                               struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; is_given[i] && rows[i]->needs != NULL && j < count; j++) {
            if (!is_given[j] && strcmp(rows[j]->name, rows[i]->needs) == 0) {
                return error_set(error, STATUS_INPUT, "--%s: needs --%s", rows[i]->name, rows[j]->name);
            }
        }
    }
    return STATUS_OK;
}

/* Before the defaults of the table: whatever has none is 0, or negative where 0 could be given. */
static struct options nothing_given(enum command command)
{
    return (struct options){.update = -1,
                            .baseline_format = -1,
                            .command = command,
                            .lambda = -1,
                            .max_gap = -1.0,
                            .chosen_formulation = -1,
                            .perturb = -1.0,
                            .input_bytes = -1.0,
                            .max_latency_s = -1.0,
                            .min_accuracy = -1.0,
                            .rate_per_s = -1.0};
}

enum status options_parse(struct options *options, struct arena *arena, enum command command, int argc,
                          char **argv, struct error *error)
{
    struct method_request request = {.plain = {.count = 0}};
    struct option longs[OPTION_LIMIT + 1] = {{.name = NULL}};
    const struct option_row *rows[OPTION_LIMIT] = {NULL}; /* of longs */
    bool is_given[OPTION_LIMIT] = {false};                /* likewise */
    size_t taken = 0;
    *options = nothing_given(command);
    for (const struct option_row *row = option_table; row != NULL; row = option_next(row)) {
        if ((row->commands & 1U << command) != 0) {
            BUG_IF(taken == OPTION_LIMIT);
            rows[taken] = row;
            longs[taken].name = row->name;
            longs[taken++].has_arg = row->kind == OPTION_FLAG ? no_argument : required_argument;
        }
        if (row->initial != NULL &&
            set_value(options, &request, arena, row, row->initial, error) != STATUS_OK) {
            BUG_IF(true); /* a default outside its own range */
        }
    }
    int end = argc;
    enum status status = check_names(&end, arena, command, argc, argv, error);
    if (end < argc && command_runs_program(command)) {
        options->planner = (const char *const *)(argv + end + 1);
        options->planner_argument_count = (size_t)(argc - end - 1);
        argc = end;
    }
    optind = 1;
    opterr = 0;
    int index = 0;
    int letter = 0;
    while (status == STATUS_OK && (letter = getopt_long(argc, argv, "h", longs, &index)) != -1) {
        if (letter == 'h') {
            options->help = true;
        } else if (letter == 0) {
            is_given[index] = true;
            status = set_value(options, &request, arena, rows[index], optarg, error);
        } else {
            status = error_set(error, STATUS_INPUT, "cannot read the arguments; see `finopt %s --help`",
                               command_table[command].name);
        }
    }
    status = status == STATUS_OK ? check_needs(rows, is_given, taken, error) : status;
    if (status != STATUS_OK) {
        return status;
    }
    choose_methods(options, &request);
    status = check_formulation(options, error);
    if (status != STATUS_OK) {
        return status;
    }
    options->operands = (const char *const *)(argv + optind);
    options->operand_count = (size_t)(argc - optind);
    return STATUS_OK;
}
