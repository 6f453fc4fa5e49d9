/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which formats of profiles are there, and what do their readers share? */
#include "import/measured_network.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "import/csv_profile.h"
#include "import/msr_fiddle_profile.h"
#include "import/pipedream_profile.h"
#include "import/pipeedge_profile.h"
#include "io/diagnostic.h"
#include "io/input_file.h"
#include "io/json_reader.h"

const struct profile_format profile_format_table[] = {
    {"csv", "a row per block: operations or times, output bytes, memory, exit", "FILE", 1, false,
     csv_profile_read},
    {"pipedream", "graph.txt of PipeDream's profiler; needs --batch", "FILE", 1, false,
     pipedream_profile_read},
    {"msr-fiddle", "a graph of layers of msr-fiddle/dnn-partitioning; needs --batch", "FILE", 1, false,
     msr_fiddle_profile_read},
    {"pipeedge", "models.yml and device_types.yml of PipeEdge's profiler", "MODELS DEVICE_TYPES", 2, true,
     pipeedge_profile_read},
    {NULL, NULL, NULL, 0, false, NULL},
};

const struct profile_format *profile_format_find(const char *name)
{
    for (const struct profile_format *format = profile_format_table; format->name != NULL; format++) {
        if (strcmp(format->name, name) == 0) {
            return format;
        }
    }
    return NULL;
}

enum status profile_text_load(const char **bytes, size_t *length, struct arena *arena,
                              struct diagnostics *diagnostics)
{
    struct error error;
    const char *file = strcmp(diagnostics->file, "<stdin>") == 0 ? "-" : diagnostics->file;
    if (input_file_read(bytes, length, arena, file, &error) != STATUS_OK) {
        diagnostics_add_error(diagnostics, &error);
        return STATUS_INPUT;
    }
    diagnostics->bytes = *bytes;
    diagnostics->byte_count = *length;
    return STATUS_OK;
}

bool profile_number(double *number, const char *text, size_t length)
{
    enum { DIGITS_LIMIT = 63 };
    char digits[DIGITS_LIMIT + 1];
    char *end = NULL;
    if (length == 0 || length > DIGITS_LIMIT || text[0] < '0' || text[0] > '9') {
        return false;
    }
    memcpy(digits, text, length);
    digits[length] = '\0';
    if (strspn(digits, "0123456789.eE+-") != length) {
        return false;
    }
    const double value = strtod(digits, &end);
    if (*end != '\0' || !(value <= JSON_MAGNITUDE_LIMIT)) {
        return false;
    }
    *number = value;
    return true;
}
