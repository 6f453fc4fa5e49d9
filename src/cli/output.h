/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_OUTPUT_H
#define FINOPT_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct options;

/*
 * Writes the result of a command, whole or not at all: to a file beside `path` that is then renamed over
 * it, or straight into `path` if that is a device or a pipe, or to standard output if `path` is NULL.
 * STATUS_IO: the operating system refused, with its words; a file that was there before is untouched. When
 * the reader of a pipe has gone, the process ends by SIGPIPE like any other program.
 */
enum status output_write(const char *path, const char *bytes, size_t length, struct error *error);

/* Adds bytes to the end of a file that others may write too; makes it if it is not there. STATUS_IO. */
enum status output_append(const char *path, const char *bytes, size_t length, struct error *error);

/* Whether text on that descriptor should have colours, by --color, NO_COLOR, TERM and what it is. */
bool output_is_coloured(const struct options *options);

/* `finopt: ` and the message on standard error. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
