/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_INPUT_FILE_H
#define FINOPT_IO_INPUT_FILE_H

#include <stddef.h>

#include "base/error.h"

struct arena;

/* The most bytes a file may have. */
#define INPUT_FILE_LIMIT ((size_t)16 * 1024 * 1024)

/*
 * Reads all of a regular file, or of the standard input if `file` is "-", into `arena`; a NUL follows the
 * bytes.
 *
 * STATUS_INPUT: there is no such file, it is empty, larger than INPUT_FILE_LIMIT, a directory, or something
 * else that is no regular file. STATUS_IO: the system refuses to open or read it. The error has no path; its
 * message does not name the file. A read that a signal interrupts is a failure, so that the caller can look
 * at its flag.
 */
enum status input_file_read(const char **bytes, size_t *length, struct arena *arena, const char *file,
                            struct error *error);

/* A file that is read, and the most bytes it may have. */
struct input_file {
    const char *file;
    size_t byte_limit;
};

/* The same with another limit. */
enum status input_file_read_up_to(const char **bytes, size_t *length, struct arena *arena,
                                  const struct input_file *input, struct error *error);

#endif
