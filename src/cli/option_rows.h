/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_OPTION_ROWS_H
#define FINOPT_CLI_OPTION_ROWS_H

#include <stddef.h>

#include "cli/option_table.h"
#include "cli/options.h"

/* What the files that hold the rows of option_table write them with: sets of commands, and places in struct
 * options. */
#define CHECK    (1U << COMMAND_CHECK)
#define SOLVE    (1U << COMMAND_SOLVE)
#define VERIFY   (1U << COMMAND_VERIFY)
#define GENERATE (1U << COMMAND_GENERATE)
#define EXPORT   (1U << COMMAND_EXPORT)
#define EXPLAIN  (1U << COMMAND_EXPLAIN)
#define MERGE    (1U << COMMAND_MERGE)
#define LINT     (1U << COMMAND_LINT)
#define CERTIFY  (1U << COMMAND_CERTIFY)
#define EXAMINE  (1U << COMMAND_CHECK_CERTIFICATE)
#define REDUCE   (1U << COMMAND_REDUCE)
#define SWEEP    (1U << COMMAND_SWEEP)
#define BASELINE (1U << COMMAND_BASELINE)
#define IMPORT   (1U << COMMAND_IMPORT)
#define ALL      (CHECK | SOLVE | VERIFY)

#define AT(member) offsetof(struct options, member)

/* The second part of option_table, at which the first one goes on. */
extern const struct option_row writing_options[];

#endif
