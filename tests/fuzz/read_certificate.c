/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do the reader and the checker of certificates survive any bytes? Replays certificate files against an
 * instance
 * (`read_certificate INSTANCE FILE...`), prints their diagnostics (`--print` first), or, built with -DFUZZING
 * -fsanitize=fuzzer, is a libFuzzer target with an instance of its own. It checks that a refusal says why,
 * that what is accepted is written and read again as the same bytes, and that the checker comes to an answer.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "certificate/check_certificate.h"
#include "io/certificate_json.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "model/problem.h"
#include "model/quantize.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "read_certificate: broken promise: %s\n", what);
        abort();
    }
}

/* Written, read and written again, a certificate is the same bytes, and the checker has an answer. */
static void judge_accepted(const struct certificate_reading *reading,
                           const struct certificate_document *document)
{
    const struct certificate_limits limits = {.deadline = deadline_after(5.0, NULL)};
    struct certificate_document again = {.claim = CLAIM_OPTIMAL};
    struct certificate_check check;
    struct text first;
    struct text second;
    text_init(&first, reading->arena);
    text_init(&second, reading->arena);
    certificate_write(&first, reading->problem, document);
    require(certificate_parse(&again, reading, first.data, first.length) == STATUS_OK,
            "what is written can be read");
    certificate_write(&second, reading->problem, &again);
    require(first.length == second.length && memcmp(first.data, second.data, first.length) == 0,
            "what is read is what was written");
    check_certificate(&check, reading->arena, reading->scratch, reading->problem, &document->certificate,
                      &limits);
    require((check.verdict < CERTIFICATE_REFUSED) == (check.reason[0] == '\0'), "a refusal has a reason");
}

static void judge(struct text *text, const struct certificate_reading *reading, enum status status,
                  const struct certificate_document *document)
{
    const struct diagnostics *diagnostics = reading->diagnostics;
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
    if (status == STATUS_OK) {
        judge_accepted(reading, document);
    }
}

static const struct problem *quantized(struct arena *arena, const struct instance *instance)
{
    const struct problem *problem = NULL;
    struct error error;
    require(quantize(&problem, arena, instance, &error) == STATUS_OK, "the instance is one");
    return problem;
}

static const char small_instance[] =
    "{\"format\":\"finopt-instance-1\",\"name\":\"small\",\"nodes\":[{\"id\":\"a\",\"tier\":\"mobile\","
    "\"ops_per_s\":1,\"power_w\":1},{\"id\":\"b\",\"tier\":\"edge\",\"ops_per_s\":1,\"power_w\":1,"
    "\"shares\":[0.5,1]}],\"links\":[{\"from\":\"a\",\"to\":\"b\",\"bits_per_s\":1}],\"models\":[{\"id\":"
    "\"m\",\"blocks\":[{\"id\":\"b1\",\"ops\":1,\"output_bits\":1},{\"id\":\"b2\",\"ops\":1,"
    "\"output_bits\":1}],\"exits\":[{\"id\":\"x\",\"block\":\"b2\",\"accuracy\":1},{\"id\":\"y\","
    "\"block\":\"b1\",\"accuracy\":1}]}],\"applications\":[{\"id\":\"h\",\"model\":\"m\",\"source\":\"a\","
    "\"max_latency_s\":3,\"min_accuracy\":0},{\"id\":\"i\",\"model\":\"m\",\"source\":\"a\","
    "\"max_latency_s\":3,\"min_accuracy\":0}]}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    struct certificate_document document = {.claim = CLAIM_OPTIMAL};
    struct text text;
    text_init(&text, arena);
    diagnostics_init(&diagnostics, arena, "small.json");
    require(instance_parse(&instance, arena, &diagnostics, small_instance, sizeof small_instance - 1) ==
                STATUS_OK,
            "the small instance is one");
    diagnostics_init(&diagnostics, arena, "input.certificate.json");
    const struct certificate_reading reading = {arena, scratch, &diagnostics, instance,
                                                quantized(arena, instance)};
    const enum status status = certificate_parse(&document, &reading, (const char *)data, size);
    judge(&text, &reading, status, &document);
    arena_free(scratch);
    arena_free(arena);
    return 0;
}

#ifndef FUZZING
static void replay(const char *instance_file, const char *file, int is_printed)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    struct certificate_document document = {.claim = CLAIM_OPTIMAL};
    struct text text;
    text_init(&text, arena);
    diagnostics_init(&diagnostics, arena, instance_file);
    if (instance_load(&instance, arena, &diagnostics, instance_file) == STATUS_OK) {
        diagnostics_init(&diagnostics, arena, file);
        const struct certificate_reading reading = {arena, scratch, &diagnostics, instance,
                                                    quantized(arena, instance)};
        const enum status status = certificate_load(&document, &reading, file);
        judge(&text, &reading, status, &document);
    } else {
        diagnostics_write(&text, &diagnostics);
    }
    if (is_printed) {
        fputs(text.data, stdout);
    }
    arena_free(scratch);
    arena_free(arena);
}

int main(int argument_count, char **arguments)
{
    const int is_printed = argument_count > 1 && strcmp(arguments[1], "--print") == 0;
    for (int i = 2 + is_printed; i < argument_count; i++) {
        replay(arguments[1 + is_printed], arguments[i], is_printed);
    }
    return 0;
}
#endif
