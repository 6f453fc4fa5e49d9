/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does the program explain itself? Every text is made from the tables of cli/option_table.h and of
 * solve/solver.h, so a new option or method appears in all of them at once.
 */
#include "cli/help.h"

#include <string.h>

#include "base/text.h"
#include "cli/export_format.h"
#include "generate/family.h"
#include "import/measured_network.h"
#include "io/json_reader.h"
#include "lp/glpk_backend.h"
#include "solve/solver.h"

#ifndef FINOPT_VERSION
#define FINOPT_VERSION "unknown"
#endif

enum { WIDTH = 78, OPTION_COLUMN = 6 };

/* Adds `words`, wrapped at WIDTH, every line indented; ends with a line break. */
static void add_wrapped(struct text *text, const char *words, size_t indent)
{
    size_t column = 0;
    for (const char *at = words; *at != '\0';) {
        const size_t length = strcspn(at, " ");
        if (column > 0 && column + 1 + length > WIDTH) {
            text_add(text, "\n");
            column = 0;
        }
        if (column == 0) {
            text_pad_to(text, indent);
            column = indent;
        } else {
            text_add(text, " ");
            column++;
        }
        text_add_bytes(text, at, length);
        column += length;
        at += length;
        at += *at == ' ';
    }
    text_add(text, "\n");
}

static const char *default_words(const struct option_row *row)
{
    return row->initial_words != NULL ? row->initial_words : row->initial;
}

static bool has_range(const struct option_row *row)
{
    return row->kind == OPTION_INTEGER || row->kind == OPTION_NUMBER;
}

/* A name and what it is, of a list in the help of a command. */
static void add_entry(struct text *text, const char *name, const char *summary)
{
    text_addf(text, "  %s", name);
    text_pad_to(text, 14);
    text_addf(text, "%s\n", summary);
}

static void add_option_facts(struct text *text, const struct option_row *row)
{
    if (has_range(row)) {
        text_addf(text, row->kind == OPTION_INTEGER ? " Range: %.0f to %.0f." : " Range: %g to %.0f.",
                  row->low, row->high);
    }
    if (default_words(row) != NULL) {
        text_addf(text, " Default: %s.", default_words(row));
    }
}

void help_write_short(struct text *text)
{
    text_add(text, "finopt plans where the blocks of early-exit neural networks run in a\n"
                   "mobile-edge-cloud network so that inference costs the least energy, and proves it.\n\n");
    for (const struct command_row *row = command_table; row->name != NULL; row++) {
        text_addf(text, "  %s ", row->name);
        text_pad_to(text, 13);
        text_addf(text, "%s\n", row->summary);
    }
    text_add(text, "\nMethods:");
    for (const struct solver *each = solver_table; each->name != NULL; each++) {
        text_addf(text, " %s", each->name);
    }
    text_add(text, "\n\nExamples:\n"
                   "  finopt check instances                every instance below a directory\n"
                   "  finopt solve --method all net.json    all methods side by side\n"
                   "\n"
                   "`finopt COMMAND --help` has its options and exit status, `man finopt` all of it.\n");
}

/* Examples are pairs of strings, ended by an empty one. */
static const char *next_string(const char *string)
{
    return string + strlen(string) + 1;
}

void help_write_command(struct text *text, enum command command)
{
    const struct command_row *row = &command_table[command];
    text_addf(text, "finopt %s [OPTION]... %s\n\n%s\n\n%s\n\nOptions:\n", row->name, row->operands,
              row->summary, row->description);
    struct text words;
    for (const struct option_row *option = option_table; option != NULL; option = option_next(option)) {
        if ((option->commands & 1U << command) == 0) {
            continue;
        }
        text_addf(text, "  --%s%s%s\n", option->name, option->argument != NULL ? " " : "",
                  option->argument != NULL ? option->argument : "");
        text_init(&words, text->arena);
        text_add(&words, option->help);
        add_option_facts(&words, option);
        add_wrapped(text, words.data, OPTION_COLUMN);
    }
    if (option_find("method", strlen("method"), command) != NULL) {
        text_add(text, "\nMethods:\n");
        for (const struct solver *each = solver_table; each->name != NULL; each++) {
            add_entry(text, each->name, each->summary);
        }
    }
    if (command == COMMAND_GENERATE) {
        text_add(text, "\nFamilies:\n");
        for (const struct family *each = family_table; each->name != NULL; each++) {
            text_addf(text, "  %s: %s.\n", each->name, each->summary);
            text_init(&words, text->arena);
            family_ranges_words(&words, text->arena, each->ranges);
            add_wrapped(text, words.data, OPTION_COLUMN);
        }
    }
    if (command == COMMAND_EXPORT) {
        text_add(text, "\nFormats:\n");
        for (const struct export_format *each = export_format_table; each->name != NULL; each++) {
            add_entry(text, each->name, each->summary);
        }
    }
    if (command == COMMAND_IMPORT) {
        text_add(text, "\nFormats:\n");
        for (const struct profile_format *each = profile_format_table; each->name != NULL; each++) {
            add_entry(text, each->name, each->summary);
        }
    }
    text_add(text, "\nExamples:\n");
    for (const char *example = row->examples; *example != '\0'; example = next_string(next_string(example))) {
        text_addf(text, "  # %s\n  %s\n", example, next_string(example));
    }
    text_addf(text, "\nExit status:\n  ");
    for (const char *at = row->exit_status; *at != '\0'; at++) {
        text_add_bytes(text, at, 1);
        if (*at == '\n') {
            text_add(text, "  ");
        }
    }
    text_add(text, "\n");
}

/* Text as man(7) wants it: dashes and backslashes escaped, no line that begins with a dot or a quote. */
static void add_roff(struct text *text, const char *string)
{
    bool at_line_start = true;
    for (const char *at = string; *at != '\0'; at++) {
        if (at_line_start && (*at == '.' || *at == '\'')) {
            text_add(text, "\\&");
        }
        at_line_start = *at == '\n';
        if (*at == '-') {
            text_add(text, "\\-");
        } else if (*at == '\\') {
            text_add(text, "\\e");
        } else if (*at == '`') {
            text_add(text, "\\(cq"); /* a plain quote on both sides reads well in every font */
        } else if (*at == '\'') {
            text_add(text, "\\(cq");
        } else {
            text_add_bytes(text, at, 1);
        }
    }
}

static void add_roff_entry(struct text *text, const char *name, const char *summary)
{
    text_addf(text, ".TP\n.B %s\n", name);
    add_roff(text, summary);
    text_add(text, "\n");
}

static void add_roff_block(struct text *text, const char *string)
{
    text_add(text, ".nf\n");
    add_roff(text, string);
    text_add(text, "\n.fi\n");
}

static void write_man_command(struct text *text, const struct command_row *row)
{
    text_addf(text, ".SS finopt %s [OPTION]... %s\n", row->name, row->operands);
    add_roff_block(text, row->description);
    text_add(text, ".PP\nExit status:\n.PP\n");
    add_roff_block(text, row->exit_status);
    text_add(text, ".PP\nExamples:\n.PP\n.nf\n");
    for (const char *example = row->examples; *example != '\0'; example = next_string(next_string(example))) {
        text_add(text, "# ");
        add_roff(text, example);
        text_add(text, "\n");
        add_roff(text, next_string(example));
        text_add(text, "\n");
    }
    text_add(text, ".fi\n");
}

static void write_man_options(struct text *text)
{
    for (const struct option_row *row = option_table; row != NULL; row = option_next(row)) {
        text_add(text, ".TP\n.B ");
        add_roff(text, "--");
        add_roff(text, row->name);
        if (row->argument != NULL) {
            text_add(text, " ");
            add_roff(text, row->argument);
        }
        text_add(text, "\n");
        struct text words;
        text_init(&words, text->arena);
        text_add(&words, row->help);
        add_option_facts(&words, row);
        text_add(&words, " Taken by");
        const char *separator = " ";
        for (unsigned c = 0; c < COMMAND_COUNT; c++) {
            if ((row->commands & 1U << c) != 0) {
                text_addf(&words, "%s%s", separator, command_table[c].name);
                separator = ", ";
            }
        }
        text_add(&words, ".\n");
        add_roff(text, words.data);
    }
}

void help_write_man(struct text *text)
{
    text_add(text,
             ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
             ".\\\" Made from the option table by `finopt help --man`; change it there.\n"
             ".TH FINOPT 1 \"\" \"finopt " FINOPT_VERSION "\" \"User Commands\"\n"
             ".SH NAME\nfinopt \\- plan early\\-exit neural networks in a mobile\\-edge\\-cloud network, and "
             "prove it\n.SH SYNOPSIS\n");
    for (const struct command_row *row = command_table; row->name != NULL; row++) {
        text_addf(text, "%s.B finopt %s\n[\\fIOPTION\\fR]... %s\n", row == command_table ? "" : ".br\n",
                  row->name, row->operands);
    }
    text_add(text, ".SH COMMANDS\n");
    for (const struct command_row *row = command_table; row->name != NULL; row++) {
        write_man_command(text, row);
    }
    text_add(text, ".SH OPTIONS\nNames are never abbreviated.\n");
    write_man_options(text);
    text_add(text, ".SH METHODS\n");
    for (const struct solver *each = solver_table; each->name != NULL; each++) {
        add_roff_entry(text, each->name, each->summary);
    }
    text_add(text, ".SH FAMILIES\n");
    for (const struct family *each = family_table; each->name != NULL; each++) {
        struct text words;
        text_init(&words, text->arena);
        text_addf(&words, "%s. ", each->summary);
        family_ranges_words(&words, text->arena, each->ranges);
        add_roff_entry(text, each->name, words.data);
    }
    text_add(text, ".SH FORMATS OF EXPORT\n");
    for (const struct export_format *each = export_format_table; each->name != NULL; each++) {
        add_roff_entry(text, each->name, each->summary);
    }
    text_add(text, ".SH FORMATS OF IMPORT\n");
    for (const struct profile_format *each = profile_format_table; each->name != NULL; each++) {
        add_roff_entry(text, each->name, each->summary);
    }
    text_add(text,
             ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nIf set and not empty, \\(cqauto\\(cq means no colours.\n"
             ".TP\n.B CI\nIf set and not empty, there is no progress bar.\n"
             ".TP\n.B GITHUB_STEP_SUMMARY\nThe file that \\(cqcheck \\-\\-format github\\(cq appends its table to.\n"
             ".TP\n.B TERM\nOn a terminal named \\(cqdumb\\(cq there are neither colours nor a bar.\n"
             ".SH COPYRIGHT\nGPL\\-3.0\\-or\\-later.\n");
}

void help_write_version(struct text *text)
{
    text_addf(text, "finopt %s\nGLPK %s\ncJSON %s\n", FINOPT_VERSION, glpk_version(), json_reader_version());
#ifdef __clang__
    text_addf(text, "compiled by clang %s\n", __clang_version__);
#else
    text_addf(text, "compiled by gcc %s\n", __VERSION__);
#endif
    text_add(text, "License GPL-3.0-or-later; there is no warranty.\n");
}
