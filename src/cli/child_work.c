/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens inside a child? File to instance to problem to results, every step told to the parent at
 * once: a line that has been written survives whatever comes after it.
 */
#include "cli/child_work.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_input.h"
#include "cli/child_judge.h"
#include "cli/child_list.h"
#include "cli/event_sender.h"
#include "cli/options.h"
#include "cli/planner_run.h"
#include "cli/signals.h"
#include "compare/compare_methods.h"
#include "compare/verdict.h"
#include "explain/why_infeasible.h"
#include "ilp/formulation.h"
#include "io/diagnostic.h"
#include "io/instance_hash.h"
#include "io/instance_json.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "report/record_stream.h"
#include "solve/each_application.h"

_Noreturn void out_of_memory(void *context, size_t bytes)
{
    (void)context;
    fprintf(stderr, "finopt: out of memory (%zu more bytes wanted)\n", bytes);
    _exit(EXIT_OUT_OF_MEMORY);
}

static void on_start(void *context, const char *method)
{
    struct text text = event_begin(context);
    record_stream_write_start(&text, method);
    event_send(context, &text);
}

static void on_result(void *context, const struct method_record *result)
{
    struct text text = event_begin(context);
    record_stream_write_result(&text, result);
    event_send(context, &text);
}

static void on_finding(void *context, const struct finding *finding)
{
    event_send_finding(context, finding);
}

static void send_outline(struct event_sender *sender, struct arena *arena, const struct child_problem *given,
                         bool with_hash)
{
    const struct instance *instance = given->instance;
    const struct problem *problem = given->problem;
    char hash[SHA256_HEX_SIZE];
    if (with_hash) {
        instance_hash(hash, arena, instance);
    }
    struct text text = event_begin(sender);
    record_stream_write_instance(&text, problem->name, problem->energy_quantum_j, problem->time_quantum_s,
                                 with_hash ? hash : NULL);
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
    event_send(sender, &text);
}

static void send_refusal(struct event_sender *sender, const struct diagnostics *diagnostics)
{
    struct text rendered;
    text_init(&rendered, diagnostics->arena);
    diagnostics_write(&rendered, diagnostics);
    struct text text = event_begin(sender);
    record_stream_write_refused(&text, rendered.data);
    event_send(sender, &text);
}

/* The problem of the file; false, with its diagnostics sent, if it cannot be used. */
static bool read_problem(struct child_problem *given, struct arena *arena, const char *file,
                         struct event_sender *sender)
{
    struct diagnostics diagnostics;
    struct child_input input;
    struct error error;
    diagnostics_init(&diagnostics, arena, file);
    if (child_read_input(&input, arena, file, sender, &error) != STATUS_OK) {
        diagnostics_add_error(&diagnostics, &error);
        send_refusal(sender, &diagnostics);
        return false;
    }
    if (instance_parse(&given->instance, arena, &diagnostics, input.bytes, input.length) != STATUS_OK) {
        send_refusal(sender, &diagnostics);
        return false;
    }
    if (quantize(&given->problem, arena, given->instance, &error) != STATUS_OK) {
        diagnostics_add_error(&diagnostics, &error);
        send_refusal(sender, &diagnostics);
        return false;
    }
    given->bytes = input.bytes;
    given->length = input.length;
    return true;
}

/* Runs the planner, and judges what it printed. */
static void judge_planner(struct child_judging *judging, const struct child_work *work)
{
    const struct options *options = work->options;
    const struct planner_request request = {
        .arguments = options->planner,
        .argument_count = options->planner_argument_count,
        .file = work->file,
        .bytes = judging->given->bytes,
        .length = judging->given->length,
        .time_limit_s = options->time_limit_s,
        .stop_now = signals_stop_now(),
    };
    struct planner_output output;
    const struct arena_mark mark = arena_mark(judging->scratch);
    planner_run(&output, judging->scratch, &request);
    struct judged_plan judged = {
        .source = "planner",
        .claim_holds = true,
        .end = output.end,
        .ending = output.ending,
        .said = output.said,
        .elapsed_s = output.elapsed_s,
    };
    if (output.is_cut) {
        judged.diagnostics = "planner: error: it printed more than 16 MiB, and was killed\n";
    }
    if (output.end == PLANNER_FINE && !output.is_cut) {
        child_judge_bytes(judging, &judged, output.bytes, output.length);
    } else {
        child_judge_nothing(judging, &judged);
    }
    arena_rewind(judging->scratch, mark);
}

static void judge_plans(struct child_judging *judging, const struct child_work *work)
{
    for (size_t i = 0; i < work->plan_file_count; i++) {
        child_judge_file(judging, work->plan_files[i]);
    }
    if (work->options->planner_argument_count > 0) {
        judge_planner(judging, work);
    }
}

/*
 * The methods that run on this problem. Label setting is exact where nothing is shared; where something is,
 * `solve` and `verify` take branch and price instead, and `check` adds it, and the Lagrangian bound.
 */
static struct method_list choose_methods(const struct options *options, const struct problem *problem,
                                         struct arena *scratch)
{
    struct method_list methods = options->methods;
    if (!options->methods_are_default || problem_is_single(problem, scratch)) {
        return methods;
    }
    for (size_t i = 0; i < methods.count; i++) {
        if (!command_checks(options->command) && strcmp(methods.methods[i]->name, "labels") == 0) {
            methods.methods[i] = solver_find("bp");
        }
    }
    if (!command_checks(options->command) || methods.count + 2 > METHOD_LIMIT) {
        return methods;
    }
    /* Before the last, which is the ILP, the slowest. */
    const struct solver *last = methods.methods[--methods.count];
    methods.methods[methods.count++] = solver_find("lagrangian");
    methods.methods[methods.count++] = solver_find("bp");
    methods.methods[methods.count++] = last;
    return methods;
}

/* The formulations that are named; all four if --relax names none. */
static void choose_formulations(struct compare_options *compare, const struct options *options)
{
    static const struct formulation *const all[] = {&formulation_table[0], &formulation_table[1],
                                                    &formulation_table[2], &formulation_table[3]};
    enum { COUNT = sizeof all / sizeof all[0] };
    const int chosen = options->chosen_formulation;
    if (chosen < 0 && !options->relax) {
        return;
    }
    compare->solve.relaxation = options->relax ? RELAXATION_ONLY : RELAXATION_FIRST;
    compare->formulations = chosen < 0 || chosen == COUNT ? all : &all[chosen];
    compare->formulation_count = chosen < 0 || chosen == COUNT ? COUNT : 1;
}

static struct compare_options comparison(const struct child_work *work, const struct method_list *methods)
{
    const struct options *options = work->options;
    struct compare_options compare = {
        .methods = methods->methods,
        .method_count = methods->count,
        .solve = solve_options_default(),
        .time_limit_s = options->time_limit_s,
        .stop_now = signals_stop_now(),
        .check_theorems = work->check_theorems,
    };
    compare.solve.gamma = options->gamma;
    compare.solve.rounding = options->rounding == ROUNDING_FLOOR ? DEPTH_FLOOR : DEPTH_CEIL;
    compare.solve.is_cumulative = options->rounding == ROUNDING_CUMULATIVE;
    compare.solve.lambda = options->lambda;
    compare.solve.adaptive = options->adaptive;
    compare.solve.order = (enum placement_order)options->order;
    compare.solve.order_seed = (uint64_t)options->order_seed;
    compare.solve.improve = options->improve;
    compare.solve.enumeration_limit = options->enumeration_limit;
    choose_formulations(&compare, options);
    /* A method that watches its memory stops well before the limit that would kill it. */
    compare.solve.memory_limit_bytes = (size_t)options->memory_limit_mib << 19;
    return compare;
}

static void list_plans(struct event_sender *sender, struct arena *scratch, const struct problem *problem,
                       const struct child_work *work, const struct compare_options *options)
{
    struct solve_options solve = options->solve;
    solve.deadline = deadline_after(options->time_limit_s, options->stop_now);
    const struct child_listing listing = {
        .problem = problem,
        .solve = &solve,
        .limit = (size_t)work->options->list_limit,
    };
    struct arena *arena = arena_new(out_of_memory, NULL);
    child_list_plans(sender, arena, scratch, &listing);
    arena_free(arena);
}

/* What would have to give way, where that can be said at once: a finding beside the answer. */
static void send_hint(struct event_sender *sender, struct arena *arena, struct arena *scratch,
                      const struct child_problem *given, const struct compare_options *options)
{
    struct solve_options solve = options->solve;
    struct why_infeasible why;
    solve.deadline = deadline_after(options->time_limit_s, options->stop_now);
    why_infeasible_find(&why, arena, scratch, given->instance, given->problem, &solve);
    const char *hint = why_infeasible_hint(arena, &why, given->instance, given->problem);
    if (hint != NULL) {
        const struct finding finding = {.severity = VERDICT_AGREE,
                                        .message = arena_printf(arena, "enough would be: %s", hint)};
        event_send_finding(sender, &finding);
    }
}

static bool is_infeasible(const struct instance_record *record)
{
    for (size_t r = 0; r < record->result_count; r++) {
        if (record->results[r].status == RESULT_INFEASIBLE) {
            return true;
        }
    }
    return false;
}

/* Somebody's plan may beat the optimum: then what both cost is told. */
static void send_evidence(struct child_judging *judging, struct instance_record *record)
{
    const struct verdict_options options = {.max_gap = -1.0};
    const char **lines = NULL;
    verdict_decide(record, judging->arena, &options);
    const size_t count =
        plan_evidence(&lines, judging->arena, judging->given->problem, record, &judging->cheapest);
    if (count > 0) {
        struct text text = event_begin(judging->sender);
        record_stream_write_evidence(&text, judging->cheapest_index, lines, count);
        event_send(judging->sender, &text);
    }
}

static void compare(const struct child_work *work, struct child_judging *judging)
{
    const struct compare_listener listener = {judging->sender, on_start, on_result, on_finding};
    const struct problem *problem = judging->given->problem;
    const struct method_list methods = choose_methods(work->options, problem, judging->scratch);
    const struct compare_options options = comparison(work, &methods);
    struct instance_record record = {.file = work->file};
    if (work->list_plans) {
        list_plans(judging->sender, judging->scratch, problem, work, &options);
    }
    compare_methods(&record, judging->arena, judging->scratch, problem, &options, &listener);
    if (judging->cheapest.plan != NULL) {
        send_evidence(judging, &record);
    }
    if (work->options->command == COMMAND_SOLVE && is_infeasible(&record) &&
        problem_is_single(problem, judging->scratch)) {
        send_hint(judging->sender, judging->arena, judging->scratch, judging->given, &options);
    }
}

void child_work_run(const struct child_work *work, struct event_sender *sender,
                    const struct child_memory *memory)
{
    struct arena *arena = memory->arena;
    const struct arena_mark mark = arena_mark(arena);
    const struct arena_mark scratch_mark = arena_mark(memory->scratch);
    struct child_problem given = {.problem = NULL};
    struct child_judging judging = {
        .sender = sender, .arena = arena, .scratch = memory->scratch, .given = &given};
    if (read_problem(&given, arena, work->file, sender)) {
        send_outline(sender, arena, &given,
                     work->options->baseline != NULL || work->options->command == COMMAND_BASELINE);
        judge_plans(&judging, work);
        if (!work->only_feasible || judging.cheapest.plan != NULL || judging.has_missing) {
            compare(work, &judging);
        }
    }
    arena_rewind(memory->scratch, scratch_mark);
    arena_rewind(arena, mark);
}
