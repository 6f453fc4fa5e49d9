/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_HELP_H
#define FINOPT_CLI_HELP_H

#include "cli/option_table.h"

struct text;

/* What `finopt -h` prints: at most 25 lines. */
void help_write_short(struct text *text);

/* What `finopt COMMAND --help` prints: all options, methods, examples and exit statuses. */
void help_write_command(struct text *text, enum command command);

/* The man page, in man(7). The tracked cli/finopt.1 is this text. */
void help_write_man(struct text *text);

/* What `finopt --version` prints: this program, its libraries, its compiler. */
void help_write_version(struct text *text);

#endif
