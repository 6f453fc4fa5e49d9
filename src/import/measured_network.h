/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_MEASURED_NETWORK_H
#define FINOPT_IMPORT_MEASURED_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct diagnostics;

/*
 * What a profile says about a neural network, whatever its format: a chain of blocks, per sample, in seconds
 * and bytes. Readers of formats make it, import/import_instance.h puts it into a network of nodes.
 *
 *   profile file ──(one reader per format)──> measured network ──(nodes, links, limits)──> instance
 */
struct measured_block {
    const char *id;      /* an id of the instance format, unique */
    double ops;          /* negative: not given */
    double *times_s;     /* [machine_count]; negative: not measured there */
    double output_bytes; /* what goes on to the next block */
    int64_t memory_bytes;
    double exit_accuracy; /* negative: no exit here */
    double exit_fraction; /* negative: not given */
    double exit_ops;
};

struct measured_machine {
    const char *name;     /* "": the profile does not name it */
    int64_t memory_bytes; /* negative: not given */
};

struct measured_network {
    struct measured_machine *machines; /* [machine_count] */
    size_t machine_count;
    struct measured_block *blocks; /* [block_count], at least one */
    size_t block_count;
    double input_bytes;     /* negative: not given */
    const char *conversion; /* how the numbers came out of the profile, a sentence */
};

enum { IMPORT_BATCH_LIMIT = 1000000, IMPORT_BITS_LIMIT = 64, IMPORT_BLOCKS_LIMIT = 1000 };

/* Files to read, one list of diagnostics each; and what they do not say. */
struct profile_request {
    const char *const *files; /* [file_count] */
    struct diagnostics *diagnostics;
    size_t file_count;
    int64_t batch;     /* samples in a measurement; 0: not given */
    const char *model; /* which of several; NULL: not given */
};

/*
 * A format: what it is called, how many files it takes, and its reader. The reader leaves what is wrong with
 * the files in their diagnostics, and returns STATUS_INPUT; `network` is then untouched.
 */
struct profile_format {
    const char *name;
    const char *summary; /* one line */
    const char *files;   /* what the operands are called */
    size_t file_count;
    bool has_models; /* a file holds several, and `model` says which */
    enum status (*read)(struct measured_network *network, struct arena *arena,
                        const struct profile_request *request);
};

/* All formats; ends with a row whose name is NULL. */
extern const struct profile_format profile_format_table[];

/* The row of that name, or NULL. */
const struct profile_format *profile_format_find(const char *name);

/* Reads all of a file and hands it to its diagnostics. STATUS_INPUT with a diagnostic. */
enum status profile_text_load(const char **bytes, size_t *length, struct arena *arena,
                              struct diagnostics *diagnostics);

/*
 * Reads `length` bytes as a decimal number, 0 <= number <= 1e18; false if they are anything else. No blanks
 * round it, no sign, no hexadecimal digits, no infinity.
 */
bool profile_number(double *number, const char *text, size_t length);

#endif
