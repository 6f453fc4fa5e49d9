/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_EXPORT_PICTURE_H
#define FINOPT_CLI_EXPORT_PICTURE_H

#include "base/error.h"

struct arena;
struct export_request;
struct text;

/*
 * Formats of `finopt export`: what --graph names as a picture in DOT or GraphML, with the plan of --plan or
 * of
 * --method marked; and that plan itself, "finopt-plan-1". Signature as in cli/export_format.h.
 */
enum status export_dot_write(struct text *text, struct arena *arena, struct arena *scratch,
                             const struct export_request *request, struct error *error);
enum status export_graphml_write(struct text *text, struct arena *arena, struct arena *scratch,
                                 const struct export_request *request, struct error *error);
enum status export_plan_write(struct text *text, struct arena *arena, struct arena *scratch,
                              const struct export_request *request, struct error *error);

#endif
