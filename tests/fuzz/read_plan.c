/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does the reader of plans survive any bytes? Replays plan files against an instance (`read_plan INSTANCE
 * FILE...`), prints their diagnostics (`--print` first), or, built with -DFUZZING -fsanitize=fuzzer, is a
 * libFuzzer target with an instance of its own. It checks that a refusal says why, and that every index of an
 * accepted plan is one of the instance.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "io/plan_json.h"
#include "model/instance.h"
#include "model/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "read_plan: broken promise: %s\n", what);
        abort();
    }
}

static void judge_plan(const struct plan *plan, const struct instance *instance)
{
    require(plan->application_count == instance->application_count, "one entry per application");
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_application *application = &plan->applications[h];
        const struct instance_model *model = &instance->models[instance->applications[h].model];
        const size_t count = model->configuration_count > 0 ? model->configuration_count : model->exit_count;
        require(application->configuration == PLAN_NO_CONFIGURATION || application->configuration < count,
                "a configuration of the model");
        for (size_t i = 0; i < application->node_count; i++) {
            require(application->nodes[i] < instance->node_count, "a node of the instance");
        }
    }
}

static void judge(struct text *text, const struct diagnostics *diagnostics, enum status status,
                  const struct plan_document *document, const struct instance *instance)
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
    if (status == STATUS_OK) {
        judge_plan(document->plan, instance);
    }
}

static const char small_instance[] = "{\"format\":\"finopt-instance-1\",\"name\":\"small\",\"nodes\":[{"
                                     "\"id\":\"a\",\"tier\":\"mobile\",\"ops_per_s\":1,"
                                     "\"power_w\":1},{\"id\":\"b\",\"tier\":\"edge\",\"ops_per_s\":1,\"power_"
                                     "w\":1}],\"links\":[],\"models\":[{\"id\":\"m\","
                                     "\"blocks\":[{\"id\":\"b1\",\"ops\":1,\"output_bits\":1}],\"exits\":[{"
                                     "\"id\":\"x\",\"block\":\"b1\",\"accuracy\":1}]}],"
                                     "\"applications\":[{\"id\":\"h\",\"model\":\"m\",\"source\":\"a\",\"max_"
                                     "latency_s\":1,\"min_accuracy\":0}]}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    struct plan_document document = {0};
    struct text text;
    text_init(&text, arena);
    diagnostics_init(&diagnostics, arena, "small.json");
    const enum status read =
        instance_parse(&instance, arena, &diagnostics, small_instance, sizeof small_instance - 1);
    require(read == STATUS_OK, "the small instance is one");
    diagnostics_init(&diagnostics, arena, "input.plan.json");
    const enum status status = plan_parse(&document, arena, &diagnostics, (const char *)data, size, instance);
    judge(&text, &diagnostics, status, &document, instance);
    arena_free(arena);
    return 0;
}

#ifndef FUZZING
static void replay(const char *instance_file, const char *file, int is_printed)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    struct plan_document document = {0};
    struct text text;
    text_init(&text, arena);
    diagnostics_init(&diagnostics, arena, instance_file);
    if (instance_load(&instance, arena, &diagnostics, instance_file) == STATUS_OK) {
        diagnostics_init(&diagnostics, arena, file);
        const enum status status = plan_load(&document, arena, &diagnostics, file, instance);
        judge(&text, &diagnostics, status, &document, instance);
    } else {
        diagnostics_write(&text, &diagnostics);
    }
    if (is_printed) {
        fputs(text.data, stdout);
    }
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
