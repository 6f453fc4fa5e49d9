/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_FAMILY_OPTIONS_H
#define FINOPT_CLI_FAMILY_OPTIONS_H

#include "base/error.h"
#include "generate/family.h"

struct options;

/* The family of that name; STATUS_INPUT with the name that was probably meant. */
enum status family_choose(const struct family **family, const char *name, struct error *error);

/* What the options say about the family, with that seed; for the rest what it has unless said. */
struct family_parameters family_parameters_from(const struct options *options, const struct family *family,
                                                uint64_t seed);

#endif
