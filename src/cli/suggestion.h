/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_SUGGESTION_H
#define FINOPT_CLI_SUGGESTION_H

#include "cli/option_table.h"

/* The most similar name of an option of `command` (a command; a method; a family; a format of export, of
 * import), or NULL if none is close. */
const char *option_suggest(const char *name, enum command command);
const char *command_suggest(const char *name);
const char *method_suggest(const char *name);
const char *family_suggest(const char *name);
const char *export_format_suggest(const char *name);
const char *profile_format_suggest(const char *name);

#endif
