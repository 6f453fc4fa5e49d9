/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_FAMILY_OPTIONS_H
#define FINOPT_CLI_FAMILY_OPTIONS_H

#include "base/error.h"
#include "generate/family.h"

struct options;

/* The family of that name; STATUS_INPUT with the name that was probably meant. */
enum status family_choose(const struct family **family, const char *name, struct error *error);

/* What the options say about it, with that seed. */
struct family_parameters family_parameters_from(const struct options *options, uint64_t seed);

#endif
