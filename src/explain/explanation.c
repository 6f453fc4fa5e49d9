/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the page of an instance consist of? The order of its sections, and what they share. */
#include "explain/explanation.h"

#include "base/arena.h"
#include "io/json_writer.h"
#include "model/plan.h"
#include "model/problem.h"
#include "report/engineering.h"

const char *explain_energy(const struct explanation *e, int64_t quanta)
{
    struct text text;
    text_init(&text, e->arena);
    text_add_short_quantity(&text, quanta_in_si(quanta, e->problem->energy_quantum_j), "J");
    return text.data;
}

const char *explain_time(const struct explanation *e, int64_t quanta)
{
    struct text text;
    text_init(&text, e->arena);
    text_add_short_quantity(&text, quanta_in_si(quanta, e->problem->time_quantum_s), "s");
    return text.data;
}

struct solve_options explain_options(const struct explanation *e)
{
    struct solve_options options = e->solve;
    options.deadline = deadline_after(e->time_limit_s, e->stop_now);
    return options;
}

void explain_note_limit(struct explanation *e, const struct solve_options *options, const char *what)
{
    if (!deadline_has_passed(&options->deadline)) {
        return;
    }
    if (e->cut == NULL) {
        e->cut = ARENA_NEW(e->arena, struct text);
        text_init(e->cut, e->arena);
    }
    text_addf(e->cut, "%s%s", e->cut->length > 0 ? "; " : "", what);
}

const char *explain_nodes(const struct explanation *e, const struct plan_application *choice)
{
    struct text text;
    text_init(&text, e->arena);
    const bool is_long = choice->node_count > EXPLAIN_NODES;
    for (size_t i = 0; i < choice->node_count;) {
        size_t end = i + 1;
        while (is_long && end < choice->node_count && choice->nodes[end] == choice->nodes[i]) {
            end++;
        }
        text_addf(&text, "%s%s", i > 0 ? ", " : "", e->problem->nodes[choice->nodes[i]].id);
        if (end - i > 1) {
            text_addf(&text, " (%zu times)", end - i);
        }
        i = end;
    }
    return text.data;
}

/* The end of the page: what a reader with more time could have had. */
static void add_what_is_left_out(struct explanation *e)
{
    if (e->cut != NULL) {
        document_add_heading(e->document, "Left out");
        document_add_paragraph(e->document,
                               "A limit of %g s for each answer, or a signal, came before the end of: %s. "
                               "A larger --time-limit may tell more.",
                               e->time_limit_s, e->cut->data);
    }
}

enum status explanation_build(struct explanation *e, struct error *error)
{
    struct solve_options options = explain_options(e);
    const struct solver *solver = verified_answer_exact_solver(e->problem, e->scratch);
    enum status status =
        verified_answer_find(&e->exact, e->arena, e->scratch, e->problem, solver, &options, error);
    if (status != STATUS_OK) {
        return status;
    }
    explain_note_limit(e, &options, "the search for the optimum");
    explain_instance(e);
    status = explain_stages(e, error);
    status = status == STATUS_OK ? explain_program(e, error) : status;
    status = status == STATUS_OK ? explain_answers(e, error) : status;
    if (status == STATUS_OK && e->exact.solution.plan != NULL) {
        explain_slack(e);
        status = explain_second_best(e, error);
    }
    if (status == STATUS_OK && e->exact.solution.outcome == OUTCOME_INFEASIBLE) {
        options = explain_options(e);
        why_infeasible_find(&e->why, e->arena, e->scratch, e->instance, e->problem, &options);
        explain_note_limit(e, &options, "the search for the conflict and what would be enough");
        explain_infeasible(e);
    }
    status = status == STATUS_OK ? explain_deadlines(e, error) : status;
    if (status == STATUS_OK) {
        add_what_is_left_out(e);
    }
    return status;
}

/* --- JSON --- */

static void write_string(struct json_writer *json, const char *key, const char *value)
{
    json_write_key(json, key);
    json_write_string(json, value);
}

static void write_relaxation(struct json_writer *json, const struct explanation *e,
                             const struct relaxation *relaxation)
{
    static const char *const tags[] = {"P4", "P5", "P3", "P6", "P7", "P8", "P2"};
    json_write_begin_object(json);
    write_string(json, "tag", tags[relaxation->limit.kind]);
    write_string(json, "limit", limit_words(e->arena, &relaxation->limit, e->instance, e->problem));
    write_string(json, "enough",
                 relaxation->helps ? relaxation_words(e->arena, relaxation, e->instance, e->problem) : NULL);
    json_write_key(json, "value");
    if (relaxation->helps && relaxation->limit.kind != LIMIT_NODES) {
        json_write_int64(json, relaxation->value);
    } else {
        json_write_null(json);
    }
    json_write_key(json, "exact");
    json_write_bool(json, relaxation->is_exact);
    json_write_end_object(json);
}

void explanation_json_write(struct text *text, const struct explanation *e)
{
    struct json_writer json;
    json_writer_init(&json, text, JSON_PRETTY);
    json_write_begin_object(&json);
    write_string(&json, "format", "finopt-explanation-1");
    write_string(&json, "instance", e->problem->name);
    json_write_key(&json, "conflict");
    if (e->exact.solution.outcome == OUTCOME_INFEASIBLE) {
        json_write_begin_array(&json);
        for (size_t r = 0; r < e->why.relaxation_count; r++) {
            write_relaxation(&json, e, &e->why.relaxations[r]);
        }
        json_write_end_array(&json);
    } else {
        json_write_null(&json);
    }
    json_write_key(&json, "sections");
    document_write_json(&json, e->document);
    json_write_end_object(&json);
    text_add(text, "\n");
}
