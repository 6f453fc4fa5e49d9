/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_MAKE_CERTIFICATE_H
#define FINOPT_CLI_MAKE_CERTIFICATE_H

#include <stdbool.h>

#include "base/error.h"
#include "io/certificate_json.h"

struct arena;
struct options;
struct problem;

/*
 * A certificate of the most that can be proved about `problem`, by the method that --method names, or else
 * by labels (one leaf without prices) where that settles it, and otherwise by the first of bp and lagrangian
 * (one leaf with prices) that proves anything. Its plan has been verified. In `arena`; `scratch` is rewound.
 *
 * STATUS_UNSUPPORTED: the method found nothing that could be proved; STATUS_SOLVER: it broke, or the verifier
 * rejects its plan.
 */
enum status make_certificate(struct certificate_document *document, struct arena *arena,
                             struct arena *scratch, const struct problem *problem,
                             const struct options *options, struct error *error);

/* Can a certificate be made from what the method of that name leaves? */
bool make_certificate_knows(const char *method);

#endif
