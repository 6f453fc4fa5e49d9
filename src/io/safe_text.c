/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may a terminal be shown of a string that somebody else made? */
#include "io/safe_text.h"

#include <string.h>

#include "base/text.h"
#include "io/utf8.h"

void text_add_safe(struct text *text, const char *string)
{
    const size_t length = strlen(string);
    for (size_t i = 0; i < length;) {
        uint32_t code = 0;
        const size_t size = utf8_decode(&code, string + i, length - i);
        if (size == 0 || (size == 1 && utf8_is_control(code))) {
            text_addf(text, "\\x%02x", (unsigned)(unsigned char)string[i]);
        } else if (utf8_is_control(code)) {
            text_addf(text, "\\u{%04x}", (unsigned)code);
        } else {
            text_add_bytes(text, string + i, size);
        }
        i += size > 0 ? size : 1;
    }
}

const char *safe_words(struct arena *arena, const char *string)
{
    struct text text;
    text_init(&text, arena);
    text_add_safe(&text, string);
    return strcmp(text.data, string) == 0 ? string : text.data;
}
