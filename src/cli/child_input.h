/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_CHILD_INPUT_H
#define FINOPT_CLI_CHILD_INPUT_H

#include <stddef.h>

#include "base/error.h"

struct arena;
struct event_sender;

/* The bytes of a file, or of standard input. */
struct child_input {
    const char *bytes; /* [length] */
    size_t length;
};

/*
 * Reads `file` into `arena`; failures are those of input_file_read(). While it waits for standard input (`-`)
 * the parent knows it and does not count the time.
 */
enum status child_read_input(struct child_input *input, struct arena *arena, const char *file,
                             struct event_sender *sender, struct error *error);

#endif
