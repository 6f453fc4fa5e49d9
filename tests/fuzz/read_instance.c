/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does the reader of instances survive any bytes? Replays the files it is given (`read_instance FILE...`),
 * prints their diagnostics (`--print`), or, built with -DFUZZING -fsanitize=fuzzer, is a libFuzzer target. In
 * all three it checks what must hold for every input: a refusal says why, an accepted instance has no
 * diagnostics, and no control character gets into the printed text.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "read_instance: broken promise: %s\n", what);
        abort();
    }
}

/* Prints into `text` and checks what must hold of it. */
static void judge(struct text *text, const struct diagnostics *diagnostics, enum status status)
{
    diagnostics_write(text, diagnostics);
    require((status == STATUS_OK) == (diagnostics_total(diagnostics) == 0),
            "diagnostics exactly with a refusal");
    for (size_t i = 0; i < diagnostics->count; i++) {
        require(diagnostics->bytes == NULL || diagnostics->items[i].has_place,
                "cJSON reads what the scan accepts");
    }
    for (const char *byte = text->data; *byte != '\0'; byte++) {
        require(*byte == '\n' || ((unsigned char)*byte >= 0x20 && *byte != 0x7F), "no control characters");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    struct text text;
    text_init(&text, arena);
    diagnostics_init(&diagnostics, arena, "input.json");
    const enum status status = instance_parse(&instance, arena, &diagnostics, (const char *)data, size);
    judge(&text, &diagnostics, status);
    arena_free(arena);
    return 0;
}

#ifndef FUZZING
static void replay(const char *file, int is_printed)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    struct text text;
    text_init(&text, arena);
    diagnostics_init(&diagnostics, arena, file);
    const enum status status = instance_load(&instance, arena, &diagnostics, file);
    judge(&text, &diagnostics, status);
    if (is_printed) {
        fputs(text.data, stdout);
    }
    arena_free(arena);
}

int main(int argument_count, char **arguments)
{
    const int is_printed = argument_count > 1 && strcmp(arguments[1], "--print") == 0;
    for (int i = 1 + is_printed; i < argument_count; i++) {
        replay(arguments[i], is_printed);
    }
    return 0;
}
#endif
