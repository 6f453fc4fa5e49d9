/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_EXPORT_MATHPROG_H
#define FINOPT_CLI_EXPORT_MATHPROG_H

#include "base/error.h"

struct arena;
struct export_request;
struct text;

/* The format `mathprog`: see struct export_format and export/mathprog_data.h. */
enum status export_mathprog_write(struct text *text, struct arena *arena, struct arena *scratch,
                                  const struct export_request *request, struct error *error);

#endif
