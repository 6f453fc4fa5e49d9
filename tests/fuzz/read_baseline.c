/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does the reader of baselines, JSON and .solu, survive any bytes? Replays files (`read_baseline FILE...`),
 * prints their diagnostics (`--print` first), or, built with -DFUZZING -fsanitize=fuzzer, is a libFuzzer
 * target. It checks that a refusal says why and leaves the baseline alone, that entries are sorted and found,
 * and that what is accepted is written and read again as the same bytes, in both formats.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "baseline/baseline_file.h"
#include "io/diagnostic.h"
#include "io/input_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "read_baseline: broken promise: %s\n", what);
        abort();
    }
}

/* A line of .solu cannot hold a name that begins or ends with a space; without a line there is no .solu. */
static int fits_solu(const struct baseline *baseline)
{
    for (size_t i = 0; i < baseline->entry_count; i++) {
        const char *name = baseline->entries[i].instance;
        if (name[0] == ' ' || name[strlen(name) - 1] == ' ') {
            return 0;
        }
    }
    return baseline->entry_count > 0;
}

typedef void write_baseline(struct text *text, const struct baseline *baseline);

/* Written, read and written once more: the same bytes. */
static void require_round_trip(struct arena *arena, const struct baseline *baseline, write_baseline *write)
{
    struct diagnostics diagnostics;
    struct baseline again = {.tool = NULL};
    struct text first;
    struct text second;
    text_init(&first, arena);
    text_init(&second, arena);
    write(&first, baseline);
    diagnostics_init(&diagnostics, arena, "written");
    require(baseline_parse(&again, arena, &diagnostics, first.data, first.length) == STATUS_OK,
            "what is written is read");
    write(&second, &again);
    require(first.length == second.length && memcmp(first.data, second.data, first.length) == 0,
            "the same bytes again");
}

static void judge(struct arena *arena, const char *bytes, size_t length, const char *file, int is_printed)
{
    struct diagnostics diagnostics;
    struct baseline baseline = {.tool = NULL};
    struct text text;
    text_init(&text, arena);
    diagnostics_init(&diagnostics, arena, file);
    const enum status status = baseline_parse(&baseline, arena, &diagnostics, bytes, length);
    diagnostics_write(&text, &diagnostics);
    require((status == STATUS_OK) == (diagnostics_total(&diagnostics) == 0),
            "diagnostics exactly with a refusal");
    for (const char *byte = text.data; *byte != '\0'; byte++) {
        require(*byte == '\n' || ((unsigned char)*byte >= 0x20 && *byte != 0x7F), "no control characters");
    }
    if (status != STATUS_OK) {
        require(baseline.entry_count == 0 && baseline.tool == NULL, "a refusal leaves the baseline alone");
    } else {
        for (size_t i = 0; i < baseline.entry_count; i++) {
            const char *name = baseline.entries[i].instance;
            require(i == 0 || strcmp(baseline.entries[i - 1].instance, name) < 0, "sorted, each name once");
            require(baseline_find(&baseline, name) == &baseline.entries[i], "every entry is found");
        }
        require_round_trip(arena, &baseline, baseline_json_write);
        if (fits_solu(&baseline)) {
            require_round_trip(arena, &baseline, baseline_solu_write);
        }
    }
    if (is_printed) {
        fputs(text.data, stdout);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new(NULL, NULL);
    judge(arena, (const char *)data, size, "input.baseline", 0);
    arena_free(arena);
    return 0;
}

#ifndef FUZZING
static void replay(const char *file, int is_printed)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct error error;
    const char *bytes = NULL;
    size_t length = 0;
    if (input_file_read(&bytes, &length, arena, file, &error) == STATUS_OK) {
        judge(arena, bytes, length, file, is_printed);
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
