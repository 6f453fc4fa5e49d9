/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens inside a child? File to instance to problem to results, every step told to the parent at
 * once: a line that has been written survives whatever comes after it.
 */
#include "cli/child_work.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "compare/compare_methods.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "report/record_stream.h"
#include "solve/exhaustive.h"

_Noreturn void out_of_memory(void *context, size_t bytes)
{
    (void)context;
    fprintf(stderr, "finopt: out of memory (%zu more bytes wanted)\n", bytes);
    _exit(EXIT_OUT_OF_MEMORY);
}

/* Where events go. The arena holds one event at a time. */
struct sender {
    int descriptor;
    struct arena *arena;
    struct arena_mark mark;
};

static struct text begin_event(struct sender *sender)
{
    struct text text;
    sender->mark = arena_mark(sender->arena);
    text_init(&text, sender->arena);
    return text;
}

static void send_event(struct sender *sender, const struct text *text)
{
    size_t sent = 0;
    while (sent < text->length) {
        const ssize_t written = write(sender->descriptor, text->data + sent, text->length - sent);
        if (written < 0 && errno != EINTR) {
            _exit(EXIT_OUT_OF_MEMORY - 1); /* nobody listens any more */
        }
        sent += written > 0 ? (size_t)written : 0;
    }
    arena_rewind(sender->arena, sender->mark);
}

static void on_start(void *context, const char *method)
{
    struct text text = begin_event(context);
    record_stream_write_start(&text, method);
    send_event(context, &text);
}

static void on_result(void *context, const struct method_record *result)
{
    struct text text = begin_event(context);
    record_stream_write_result(&text, result);
    send_event(context, &text);
}

static void on_finding(void *context, const struct finding *finding)
{
    struct text text = begin_event(context);
    record_stream_write_finding(&text, finding);
    send_event(context, &text);
}

static void send_outline(struct sender *sender, struct arena *arena, const struct instance *instance,
                         const struct problem *problem)
{
    struct text text = begin_event(sender);
    record_stream_write_instance(&text, problem->name, problem->energy_quantum_j, problem->time_quantum_s);
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct instance_model *model = &instance->models[instance->applications[h].model];
        struct application_outline outline = {
            .id = problem->applications[h].id,
            .deadline_quanta = problem->applications[h].deadline_quanta,
            .blocks = ARENA_ARRAY(arena, const char *, model->block_count),
            .block_count = model->block_count,
        };
        for (size_t b = 0; b < model->block_count; b++) {
            outline.blocks[b] = model->blocks[b].id;
        }
        record_stream_write_application(&text, &outline);
    }
    send_event(sender, &text);
}

static void send_refusal(struct sender *sender, const struct diagnostics *diagnostics)
{
    struct text rendered;
    text_init(&rendered, diagnostics->arena);
    diagnostics_write(&rendered, diagnostics);
    struct text text = begin_event(sender);
    record_stream_write_refused(&text, rendered.data);
    send_event(sender, &text);
}

/* The problem of the file; NULL, with its diagnostics sent, if it cannot be used. */
static const struct problem *read_problem(const struct instance **instance, struct arena *arena,
                                          const char *file, struct sender *sender)
{
    struct diagnostics diagnostics;
    const struct problem *problem = NULL;
    struct error error;
    diagnostics_init(&diagnostics, arena, file);
    if (instance_load(instance, arena, &diagnostics, file) != STATUS_OK) {
        send_refusal(sender, &diagnostics);
        return NULL;
    }
    if (quantize(&problem, arena, *instance, &error) != STATUS_OK) {
        diagnostics_add_error(&diagnostics, &error);
        send_refusal(sender, &diagnostics);
        return NULL;
    }
    const char *feature = unsupported_feature(arena, problem);
    if (feature != NULL) {
        diagnostics_add_file(&diagnostics, feature);
        send_refusal(sender, &diagnostics);
        return NULL;
    }
    return problem;
}

static struct compare_options comparison(const struct child_work *work)
{
    const struct options *options = work->options;
    struct compare_options compare = {
        .methods = options->methods.methods,
        .method_count = options->methods.count,
        .solve = solve_options_default(),
        .time_limit_s = options->time_limit_s,
        .stop_now = signals_stop_now(),
        .check_theorems = work->check_theorems,
    };
    compare.solve.gamma = options->gamma;
    compare.solve.rounding = (enum depth_rounding)options->rounding;
    compare.solve.lambda = options->lambda;
    compare.solve.enumeration_limit = options->enumeration_limit;
    /* A method that watches its memory stops well before the limit that would kill it. */
    compare.solve.memory_limit_bytes = (size_t)options->memory_limit_mib << 19;
    return compare;
}

/* Sends one feasible plan of a listing. */
struct lister {
    struct sender *sender;
    struct arena *arena;
    const struct problem *problem;
};

static bool on_plan(void *context, const struct plan *plan, int64_t energy_quanta, int64_t latency_quanta)
{
    (void)latency_quanta; /* the record has it, recomputed by the verifier */
    struct lister *lister = context;
    const struct arena_mark mark = arena_mark(lister->arena);
    const struct listed_plan listed = {
        .energy_quanta = energy_quanta,
        .plan = plan_record_new(lister->arena, lister->problem, plan),
    };
    struct text text = begin_event(lister->sender);
    record_stream_write_listed(&text, &listed);
    send_event(lister->sender, &text);
    arena_rewind(lister->arena, mark);
    return true;
}

static void list_plans(struct sender *sender, struct arena *arena, struct arena *scratch,
                       const struct problem *problem, const struct compare_options *options)
{
    struct lister lister = {.sender = sender, .arena = arena, .problem = problem};
    struct solve_options solve = options->solve;
    struct error error;
    solve.deadline = deadline_after(options->time_limit_s, options->stop_now);
    if (exhaustive_list(problem, scratch, &solve, on_plan, &lister, &error) != STATUS_OK) {
        const struct finding finding = {
            .severity = VERDICT_UNPROVED,
            .message = arena_printf(arena, "the list is not complete: %s", error.message),
        };
        on_finding(sender, &finding);
    }
}

void child_work_run(const struct child_work *work, int descriptor)
{
    struct arena *arena = arena_new(out_of_memory, NULL);
    struct arena *scratch = arena_new(out_of_memory, NULL);
    struct sender sender = {.descriptor = descriptor, .arena = arena_new(out_of_memory, NULL)};
    const struct instance *instance = work->instance;
    const struct problem *problem = work->problem;
    if (problem == NULL) {
        problem = read_problem(&instance, arena, work->file, &sender);
    }
    if (problem != NULL) {
        const struct compare_listener listener = {&sender, on_start, on_result, on_finding};
        const struct compare_options options = comparison(work);
        struct instance_record record = {.file = work->file};
        send_outline(&sender, arena, instance, problem);
        if (work->list_plans) {
            list_plans(&sender, arena, scratch, problem, &options);
        }
        compare_methods(&record, arena, scratch, problem, &options, &listener);
    }
    struct text text = begin_event(&sender);
    record_stream_write_done(&text);
    send_event(&sender, &text);
    arena_free(sender.arena);
    arena_free(scratch);
    arena_free(arena);
}
