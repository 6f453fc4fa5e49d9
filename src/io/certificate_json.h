/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_CERTIFICATE_JSON_H
#define FINOPT_IO_CERTIFICATE_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/certificate.h"

struct arena;
struct diagnostics;
struct instance;
struct problem;
struct text;

/*
 * Certificates as files, "finopt-certificate-1"; the format is written down in formulations/certificate.md.
 * One node a line, and a reader that parses one node at a time, so that a proof of a million nodes can be
 * compared and read.
 */

/* The most bytes a certificate may have. */
#define CERTIFICATE_FILE_LIMIT ((size_t)512 * 1024 * 1024)

/* What a file says it proves; whether it does, certificate/check_certificate.h knows. */
enum certificate_claim { CLAIM_OPTIMAL, CLAIM_BOUND, CLAIM_INFEASIBLE };

struct certificate_document {
    enum certificate_claim claim;
    struct certificate certificate; /* indices into the problem */
};

/* Appends the document, with a line break at the end. */
void certificate_write(struct text *text, const struct problem *problem,
                       const struct certificate_document *document);

/* "optimal", "bound", "infeasible". */
const char *certificate_claim_name(enum certificate_claim claim);

/* What a certificate is read with. */
struct certificate_reading {
    struct arena *arena;   /* for the document */
    struct arena *scratch; /* rewound */
    struct diagnostics *diagnostics;
    const struct instance *instance;
    const struct problem *problem; /* quantized from `instance` */
};

/*
 * Reads a certificate. Ids and row names are resolved; what the certificate is worth is left to the checker.
 *
 * STATUS_INPUT with diagnostics: unreadable, larger than CERTIFICATE_FILE_LIMIT, not strict JSON, not a
 * certificate, for another instance, an unknown id or row; `*document` is then untouched. The bytes must live
 * as long as the diagnostics. About 150 bytes of memory per node and 24 per price.
 */
enum status certificate_load(struct certificate_document *document, const struct certificate_reading *reading,
                             const char *file);

enum status certificate_parse(struct certificate_document *document,
                              const struct certificate_reading *reading, const char *bytes, size_t length);

#endif
