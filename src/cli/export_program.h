/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_EXPORT_PROGRAM_H
#define FINOPT_CLI_EXPORT_PROGRAM_H

#include "base/error.h"

struct arena;
struct export_request;
struct text;

/* The formats `lp` and `mps`: see struct export_format. */
enum status export_lp_write(struct text *text, struct arena *arena, struct arena *scratch,
                            const struct export_request *request, struct error *error);
enum status export_mps_write(struct text *text, struct arena *arena, struct arena *scratch,
                             const struct export_request *request, struct error *error);

#endif
