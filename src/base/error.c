/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a failure travel? As a status and a filled `struct error`, never as printed text. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    error->path[0] = '\0';
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}

enum status error_set_at(struct error *error, enum status status, const char *path, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    snprintf(error->path, sizeof error->path, "%s", path);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}

_Noreturn void bug_found(const char *file, int line, const char *condition)
{
    fprintf(stderr, "%s:%d: internal error: %s\n", file, line, condition);
    abort();
}
