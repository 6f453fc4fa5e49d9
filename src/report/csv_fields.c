/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a value stand in a row of comma-separated values, so that a row is a line? */
#include "report/csv_fields.h"

#include <string.h>

#include "base/text.h"
#include "io/json_writer.h"
#include "io/safe_text.h"

void text_add_csv_field(struct text *text, const char *string)
{
    struct text safe;
    text_init(&safe, text->arena);
    text_add_safe(&safe, string != NULL ? string : "");
    if (strpbrk(safe.data, ",\"") == NULL) {
        text_add(text, safe.data);
        return;
    }
    text_add(text, "\"");
    for (const char *at = safe.data; *at != '\0'; at++) {
        text_add_bytes(text, at, 1);
        if (*at == '"') {
            text_add(text, "\"");
        }
    }
    text_add(text, "\"");
}

void text_add_csv_number(struct text *text, double number)
{
    struct json_writer json;
    json_writer_init(&json, text, JSON_COMPACT);
    json_write_double(&json, number);
}
