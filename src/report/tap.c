/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does prove read? Lines that begin with ok or not ok; whatever could end or comment them is escaped. */
#include "report/tap.h"

#include <string.h>

#include "base/text.h"

/* In a description `#` begins a directive, unless a backslash stands before it. */
static void add_description(struct text *text, const char *string)
{
    for (const char *at = string; *at != '\0'; at++) {
        if (*at == '#' || *at == '\\') {
            text_add(text, "\\");
        }
        text_add_bytes(text, *at == '\n' ? " " : at, 1);
    }
}

/* A YAML scalar in double quotes. */
static void add_quoted(struct text *text, const char *string)
{
    text_add(text, "\"");
    for (const char *at = string; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            text_add(text, "\\");
        }
        if ((unsigned char)*at < 0x20) {
            text_addf(text, "\\x%02x", (unsigned)(unsigned char)*at);
        } else {
            text_add_bytes(text, at, 1);
        }
    }
    text_add(text, "\"\n");
}

/* Each line that is not empty, behind `before`. */
static void add_lines(struct text *text, const char *before, const char *lines)
{
    for (const char *at = lines; *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        if (length > 0) {
            text_add(text, before);
            text_add_bytes(text, at, length);
            text_add(text, "\n");
        }
        at += length;
        at += *at == '\n';
    }
}

static void write_block(struct text *text, const struct report_case *item)
{
    text_addf(text, "  ---\n  verdict: %s\n  file: ", item->verdict);
    add_quoted(text, item->file);
    text_add(text, "  message: ");
    add_quoted(text, item->message);
    if (item->details[0] != '\0') {
        text_add(text, "  details: |\n"); /* a list of strings with colons in them is beyond prove */
        add_lines(text, "    ", item->details);
    }
    text_add(text, "  ...\n");
}

void tap_write(struct text *text, const struct report_cases *cases)
{
    text_addf(text, "TAP version 13\n1..%zu\n", cases->count);
    for (size_t i = 0; i < cases->count; i++) {
        const struct report_case *item = &cases->items[i];
        const bool is_bad = item->outcome == CASE_FAILED || item->outcome == CASE_ERROR;
        text_addf(text, "%sok %zu - ", is_bad ? "not " : "", i + 1);
        add_description(text, item->name);
        if (item->outcome == CASE_SKIPPED) {
            text_addf(text, " # SKIP %s: ", item->verdict);
        } else {
            text_add(text, ": ");
        }
        add_description(text, item->message);
        text_add(text, "\n");
        if (is_bad) {
            write_block(text, item);
        }
    }
    add_lines(text, "# ", cases->summary);
    if (cases->not_begun > 0) {
        text_add(text, "Bail out! A signal stopped the check.\n");
    }
}
