/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a string stand in XML, whatever is in it? */
#include "report/xml_text.h"

#include "base/text.h"

void text_add_xml(struct text *text, const char *string)
{
    for (const char *at = string; *at != '\0'; at++) {
        switch (*at) {
        case '&':
            text_add(text, "&amp;");
            break;
        case '<':
            text_add(text, "&lt;");
            break;
        case '>':
            text_add(text, "&gt;");
            break;
        case '"':
            text_add(text, "&quot;");
            break;
        case '\n':
            text_add(text, "&#10;");
            break;
        case '\t':
            text_add(text, "&#9;");
            break;
        default:
            if ((unsigned char)*at < 0x20 || *at == 0x7f) {
                text_addf(text, "\\x%02x", (unsigned)(unsigned char)*at);
            } else {
                text_add_bytes(text, at, 1);
            }
        }
    }
}
