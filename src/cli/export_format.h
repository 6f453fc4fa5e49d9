/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_EXPORT_FORMAT_H
#define FINOPT_CLI_EXPORT_FORMAT_H

#include "base/error.h"

struct arena;
struct instance;
struct options;
struct problem;
struct text;

/* What is exported. */
struct export_request {
    const struct instance *instance;
    const struct problem *problem;
    const struct options *options;
};

/* A format of `finopt export`: a row of the table in cli/export_format.c. */
struct export_format {
    const char *name;
    const char *summary; /* with the options that it takes */
    /*
     * Adds the file to `text`; `scratch` is rewound. STATUS_UNSUPPORTED: this format, or this formulation,
     * does not do such a problem.
     */
    enum status (*write)(struct text *text, struct arena *arena, struct arena *scratch,
                         const struct export_request *request, struct error *error);
};

/* All formats; ends with a row whose name is NULL. */
extern const struct export_format export_format_table[];

/* The row of that name, or NULL. */
const struct export_format *export_format_find(const char *name);

#endif
