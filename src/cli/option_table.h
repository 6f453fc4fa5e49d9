/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_OPTION_TABLE_H
#define FINOPT_CLI_OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The one table of commands and options. Parsing (cli/options.h), `finopt COMMAND --help` and the man page
 * (cli/help.h) all read it, so none of them can forget an option or state another default.
 */
enum command {
    COMMAND_CHECK,
    COMMAND_SOLVE,
    COMMAND_VERIFY,
    COMMAND_GENERATE,
    COMMAND_EXPORT,
    COMMAND_EXPLAIN,
    COMMAND_MERGE,
    COMMAND_LINT,
    COMMAND_CERTIFY,
    COMMAND_CHECK_CERTIFICATE,
    COMMAND_REDUCE,
    COMMAND_SWEEP,
    COMMAND_BASELINE,
    COMMAND_IMPORT
};

enum { COMMAND_COUNT = COMMAND_IMPORT + 1 };

enum option_kind {
    OPTION_FLAG,    /* bool */
    OPTION_INTEGER, /* int64_t in low..high */
    OPTION_NUMBER,  /* double in low..high */
    OPTION_RATIO,   /* double in 0..1, also written in per cent */
    OPTION_CHOICE,  /* int: the index in `choices` */
    OPTION_FORMAT,  /* int: enum output_format, one of `choices` */
    OPTION_STRING,  /* const char * */
    OPTION_METHODS  /* names of methods, see cli/options.h */
};

struct option_row {
    const char *name;          /* without the two dashes */
    const char *argument;      /* what the value is called in the help; NULL for a flag */
    const char *initial;       /* the default, as one would type it; NULL: unset */
    const char *initial_words; /* what the help calls the default where `initial` does not say it; or NULL */
    const char *choices;       /* `ceil|floor` */
    const char *help;
    const char *needs; /* an option without which it means nothing, where the command has that; or NULL */
    enum option_kind kind;
    bool must_agree;   /* shards of one check were given the same value, see cli/option_values.h */
    unsigned commands; /* bit 1 << command for each command that takes it */
    size_t offset;     /* of the value in struct options */
    double low;
    double high;
    const struct option_row *rest; /* of a row without a name: where the table goes on; NULL: nowhere */
};

struct command_row {
    const char *name;
    const char *operands;
    const char *summary;     /* one line */
    const char *description; /* paragraphs, wrapped by hand at 78 columns */
    const char *examples;    /* pairs of lines: what it does, the command */
    const char *exit_status;
};

/* In parts, see option_next(). */
extern const struct option_row option_table[];

/* The option after this one, in the order of the help; NULL after the last. */
static inline const struct option_row *option_next(const struct option_row *row)
{
    row++;
    return row->name != NULL ? row : row->rest;
}

/* Ends with a row whose name is NULL. */
extern const struct command_row command_table[];

/* Does it run the methods of `check` by default? */
bool command_checks(enum command command);

/* Is what stands after `--` a program and its arguments? */
bool command_runs_program(enum command command);

/* The row of that long name if `command` takes it, or NULL. */
const struct option_row *option_find(const char *name, size_t length, enum command command);

#endif
