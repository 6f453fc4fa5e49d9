/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does every reader of profiles survive files that somebody damaged? Bytes of the profiles below
 * tests/cli/inputs are changed, taken away, doubled or cut off; the reader must then refuse with a diagnostic
 * that can be shown, or give a network that keeps what import/measured_network.h promises.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/rng.h"
#include "base/text.h"
#include "import/measured_network.h"
#include "io/diagnostic.h"
#include "io/input_file.h"
#include "io/json_hints.h"

#define PROFILES "tests/cli/inputs/profiles/"

enum { FILES_LIMIT = 2, SHOWN_LIMIT = 5 };

struct profile_case {
    const char *format;
    const char *files[FILES_LIMIT];
    size_t changed; /* the file that is damaged */
};

static const struct profile_case cases[] = {
    {"csv", {PROFILES "three-blocks.csv"}, 0},
    {"pipedream", {PROFILES "residual.txt"}, 0},
    {"pipedream", {PROFILES "vgg16-excerpt.txt"}, 0},
    {"msr-fiddle", {PROFILES "bert-excerpt.json"}, 0},
    {"pipeedge", {PROFILES "vit-models.yml", PROFILES "vit-devices.yml"}, 0},
    {"pipeedge", {PROFILES "vit-models.yml", PROFILES "vit-devices.yml"}, 1},
};

static bool is_number(double number)
{
    return number >= 0.0 && number <= 1e19;
}

static bool keeps_its_promises(const struct measured_network *network)
{
    bool is_good = network->block_count > 0 && network->conversion != NULL;
    for (size_t b = 0; b < network->block_count; b++) {
        const struct measured_block *block = &network->blocks[b];
        is_good = is_good && json_text_is_id(block->id) && is_number(block->output_bytes) &&
                  block->memory_bytes >= 0 && block->exit_accuracy <= 1.0;
        for (size_t m = 0; is_good && m < network->machine_count; m++) {
            is_good = is_number(block->times_s[m]) || block->times_s[m] < 0.0;
        }
        for (size_t other = 0; is_good && other < b; other++) {
            is_good = strcmp(network->blocks[other].id, block->id) != 0;
        }
    }
    return is_good;
}

/* Reads the files; is the answer a refusal with a reason, or a good network? */
static bool is_answered(bool *is_read, const struct profile_case *profile, const char *const *files)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct profile_format *format = profile_format_find(profile->format);
    struct diagnostics *diagnostics = ARENA_ARRAY(arena, struct diagnostics, FILES_LIMIT);
    struct measured_network network;
    struct text text;
    size_t total = 0;
    text_init(&text, arena);
    for (size_t f = 0; f < format->file_count; f++) {
        diagnostics_init(&diagnostics[f], arena, files[f]);
    }
    const struct profile_request request = {.files = files,
                                            .diagnostics = diagnostics,
                                            .file_count = format->file_count,
                                            .batch = strcmp(profile->format, "pipeedge") == 0 ? 0 : 8};
    *is_read = format->read(&network, arena, &request) == STATUS_OK;
    for (size_t f = 0; f < format->file_count; f++) {
        total += diagnostics_total(&diagnostics[f]);
        diagnostics_write(&text, &diagnostics[f]);
    }
    const bool is_good = *is_read ? total == 0 && keeps_its_promises(&network) : total > 0 && text.length > 0;
    arena_free(arena);
    return is_good;
}

/* Damages bytes[0 .. length), of which twice as many are there; gives the new length. */
static size_t damage(char *bytes, size_t length, struct rng *rng)
{
    static const char letters[] = "0123456789.,:;-[]{}\"'#e \t\n\r\\x";
    const int64_t count = rng_between(rng, 1, 3);
    for (int64_t i = 0; i < count && length > 1; i++) {
        const size_t at = (size_t)rng_between(rng, 0, (int64_t)length - 1);
        const size_t rest = length - at;
        const size_t width = (size_t)rng_between(rng, 1, (int64_t)(rest < 40 ? rest : 40));
        switch (rng_between(rng, 0, 4)) {
        case 0:
            bytes[at] = (char)rng_between(rng, 0, 255);
            break;
        case 1:
            bytes[at] = letters[rng_between(rng, 0, (int64_t)sizeof letters - 2)];
            break;
        case 2: /* taken away */
            memmove(bytes + at, bytes + at + width, rest - width);
            length -= width;
            break;
        case 3: /* doubled */
            memmove(bytes + at + width, bytes + at, rest);
            length += width;
            break;
        default:
            length = rng_between(rng, 0, 9) == 0 ? at : length;
        }
    }
    return length;
}

static bool write_file(const char *file, const char *bytes, size_t length)
{
    FILE *stream = fopen(file, "wb");
    bool is_written = stream != NULL;
    is_written = is_written && fwrite(bytes, 1, length, stream) == length;
    return stream != NULL && fclose(stream) == 0 && is_written;
}

struct tally {
    uint64_t read;
    uint64_t refused;
    uint64_t failures;
};

static void run_case(struct tally *tally, const struct profile_case *profile, const char *scratch,
                     uint64_t count)
{
    struct arena *arena = arena_new(NULL, NULL);
    const char *files[FILES_LIMIT] = {profile->files[0], profile->files[1]};
    const char *bytes = NULL;
    size_t length = 0;
    struct error error;
    bool is_read = false;
    if (!is_answered(&is_read, profile, files) || !is_read ||
        input_file_read(&bytes, &length, arena, files[profile->changed], &error) != STATUS_OK) {
        printf("%s: %s is not read\n", profile->format, files[profile->changed]);
        tally->failures++;
        arena_free(arena);
        return;
    }
    char *damaged = ARENA_ARRAY(arena, char, length + 200);
    files[profile->changed] = scratch;
    for (uint64_t seed = 1; seed <= count; seed++) {
        struct rng rng = rng_from_seed(seed);
        memcpy(damaged, bytes, length);
        const bool is_written = write_file(scratch, damaged, damage(damaged, length, &rng));
        if (is_written && is_answered(&is_read, profile, files)) {
            tally->read += is_read;
            tally->refused += !is_read;
        } else if (tally->failures++ < SHOWN_LIMIT) {
            printf("%s %s: seed %" PRIu64 "\n", profile->format, profile->files[profile->changed], seed);
        }
    }
    arena_free(arena);
}

int main(void)
{
    const uint64_t count = getenv("FINOPT_LONG") != NULL ? 100000 : 150;
    char scratch[] = "/tmp/finopt-profile.XXXXXX";
    struct tally tally = {0};
    const int descriptor = mkstemp(scratch);
    if (descriptor < 0) {
        return 1;
    }
    close(descriptor);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        run_case(&tally, &cases[c], scratch, count);
    }
    unlink(scratch);
    printf("%" PRIu64 " read, %" PRIu64 " refused, %" PRIu64 " failures\n", tally.read, tally.refused,
           tally.failures);
    const bool is_good = tally.failures == 0 && tally.read > 0 && tally.refused > 0;
    printf("property: %d passed, %d failed\n", is_good, !is_good);
    return is_good ? 0 : 1;
}
