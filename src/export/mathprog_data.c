/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does a problem read as data of a MathProg model?
 *
 * The tables follow the declarations that the models in formulations/ share. Places become nodes again: a
 * node's capacity and memory, and a link's costs, stand once, however many shares the node offers.
 *
 * Whatever glpsol could not take or not compute exactly is refused before the first byte:
 * export/mathprog_check.h.
 */
#include "export/mathprog_data.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "export/mathprog_check.h"
#include "export/place_sequences.h"
#include "model/problem.h"

struct data_writer {
    struct text *text;
    struct arena *scratch;
    const struct problem *problem;
    const struct mathprog_target *target;
};

/* ---- tables ---- */

/* The symbol in quotes; a quote within is doubled. */
static void add_quoted(const struct data_writer *w, const char *id)
{
    text_add(w->text, "'");
    for (const char *c = id; *c != '\0'; c++) {
        text_add_bytes(w->text, c, 1);
        if (*c == '\'') {
            text_add(w->text, "'");
        }
    }
    text_add(w->text, "'");
}

static void add_symbol(const struct data_writer *w, const char *id)
{
    text_add(w->text, " ");
    add_quoted(w, id);
}

static void add_number(const struct data_writer *w, int64_t number)
{
    text_addf(w->text, " %" PRId64, number);
}

static void begin_table(const struct data_writer *w, const char *head)
{
    text_addf(w->text, "\n%s :=\n", head);
}

static void end_table(const struct data_writer *w)
{
    text_add(w->text, ";\n");
}

static void add_row_id(const struct data_writer *w, size_t node)
{
    add_symbol(w, problem_row_id(w->scratch, w->problem, node));
}

static void add_nodes(const struct data_writer *w)
{
    const struct problem *problem = w->problem;
    begin_table(w, "param : NODES : capacity memory");
    for (size_t n = 0; n < problem->node_count; n++) {
        if (problem_node_owner(problem, n) != n) {
            continue;
        }
        add_row_id(w, n);
        add_number(w, problem->nodes[n].capacity_ppm);
        if (problem->nodes[n].memory_bytes == MEMORY_UNLIMITED) {
            text_add(w->text, " .");
        } else {
            add_number(w, problem->nodes[n].memory_bytes);
        }
        text_add(w->text, "\n");
    }
    end_table(w);
    begin_table(w, "param : PLACES : node is_share");
    for (size_t n = 0; n < problem->node_count; n++) {
        add_symbol(w, problem->nodes[n].id);
        add_row_id(w, n);
        add_number(w, problem->nodes[n].is_share);
        text_add(w->text, "\n");
    }
    end_table(w);
}

/* The link that stands for a physical link and direction; pairs of places of one node are no links. */
static bool is_physical_link(const struct problem *problem, size_t link)
{
    return problem_link_owner(problem, link) == link &&
           problem_node_owner(problem, problem->links[link].from) !=
               problem_node_owner(problem, problem->links[link].to);
}

static void add_link_ends(const struct data_writer *w, size_t link)
{
    add_row_id(w, w->problem->links[link].from);
    add_row_id(w, w->problem->links[link].to);
}

static void add_links(const struct data_writer *w)
{
    begin_table(w, "param : LINKS : link_capacity");
    for (size_t l = 0; l < w->problem->link_count; l++) {
        if (is_physical_link(w->problem, l)) {
            add_link_ends(w, l);
            add_number(w, w->problem->links[l].capacity_ppm);
            text_add(w->text, "\n");
        }
    }
    end_table(w);
}

static void add_applications(const struct data_writer *w)
{
    const struct problem *problem = w->problem;
    begin_table(w, "param : APPLICATIONS : source deadline min_accuracy");
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct problem_application *application = &problem->applications[h];
        add_symbol(w, application->id);
        add_symbol(w, problem->nodes[application->source].id);
        add_number(w, application->deadline_quanta);
        add_number(w, application->min_accuracy_ppb);
        text_add(w->text, "\n");
    }
    end_table(w);
    text_add(w->text, "\n");
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct problem_application *application = &problem->applications[h];
        text_add(w->text, "set CONFIGURATIONS[");
        add_quoted(w, application->id);
        text_add(w->text, "] :=");
        for (size_t c = 0; c < application->configuration_count; c++) {
            add_symbol(w, application->configurations[c].id);
        }
        text_add(w->text, ";\n");
    }
}

/* A block of a configuration: where a row of the long tables begins. */
struct block_key {
    const char *application;
    const struct problem_configuration *configuration;
    size_t block;
};

static void add_block_key(const struct data_writer *w, const struct block_key *key)
{
    add_symbol(w, key->application);
    add_symbol(w, key->configuration->id);
    add_number(w, (int64_t)key->block + 1);
}

typedef void add_block_rows(const struct data_writer *w, const struct block_key *key);

/* Calls `add_rows` for every block of every configuration of every application. */
static void add_block_table(const struct data_writer *w, const char *head, add_block_rows *add_rows)
{
    begin_table(w, head);
    for (size_t h = 0; h < w->problem->application_count; h++) {
        const struct problem_application *application = &w->problem->applications[h];
        for (size_t c = 0; c < application->configuration_count; c++) {
            struct block_key key = {application->id, &application->configurations[c], 0};
            for (; key.block < key.configuration->depth; key.block++) {
                add_rows(w, &key);
            }
        }
    }
    end_table(w);
}

static void add_configuration_row(const struct data_writer *w, const struct block_key *key)
{
    if (key->block == 0) {
        add_symbol(w, key->application);
        add_symbol(w, key->configuration->id);
        add_number(w, (int64_t)key->configuration->depth);
        add_number(w, key->configuration->accuracy_ppb);
        text_add(w->text, "\n");
    }
}

static void add_memory_row(const struct data_writer *w, const struct block_key *key)
{
    add_block_key(w, key);
    add_number(w, key->configuration->stages[key->block]->memory_bytes);
    text_add(w->text, "\n");
}

static void add_computation_rows(const struct data_writer *w, const struct block_key *key)
{
    const struct stage *stage = key->configuration->stages[key->block];
    for (size_t n = 0; n < w->problem->node_count; n++) {
        if (stage->allowed[n]) {
            add_block_key(w, key);
            add_symbol(w, w->problem->nodes[n].id);
            add_number(w, stage->compute_energy_quanta[n]);
            add_number(w, stage->compute_latency_quanta[n]);
            add_number(w, stage->compute_load_ppm[n]);
            text_add(w->text, "\n");
        }
    }
}

static void add_transfer_rows(const struct data_writer *w, const struct block_key *key)
{
    const struct stage *stage = key->configuration->stages[key->block];
    for (size_t l = 0; l < w->problem->link_count; l++) {
        if (is_physical_link(w->problem, l)) {
            add_block_key(w, key);
            add_link_ends(w, l);
            add_number(w, stage->transfer_energy_quanta[l]);
            add_number(w, stage->transfer_latency_quanta[l]);
            add_number(w, stage->transfer_load_ppm[l]);
            text_add(w->text, "\n");
        }
    }
}

static void add_sequence(void *context, int64_t number)
{
    const struct data_writer *w = context;
    text_add(w->text, "\n");
    add_number(w, number);
}

/* Sequences of places that links allow, where the model would not find them soon. */
static void add_sequences(struct data_writer *w)
{
    for (size_t h = 0; h < w->problem->application_count; h++) {
        const struct problem_application *application = &w->problem->applications[h];
        for (size_t c = 0; c < application->configuration_count; c++) {
            if (mathprog_takes_all_sequences(w->problem, application->configurations[c].depth)) {
                continue;
            }
            text_add(w->text, "\nset SEQUENCES[");
            add_quoted(w, application->id);
            text_add(w->text, ",");
            add_quoted(w, application->configurations[c].id);
            text_add(w->text, "] :=");
            place_walks_list(w->problem, application->source, application->configurations[c].depth,
                             add_sequence, w);
            text_add(w->text, ";\n");
        }
    }
}

static bool target_is(const struct data_writer *w, const char *formulation)
{
    return strcmp(w->target->formulation, formulation) == 0;
}

/* What only one of the models declares. */
static void add_own_data(struct data_writer *w)
{
    if (target_is(w, "feasible_graph")) {
        text_addf(w->text, "\nparam gamma := %" PRId64 ";\n", w->target->gamma);
    }
    if (target_is(w, "path")) {
        begin_table(w, "param place");
        for (size_t n = 0; n < w->problem->node_count; n++) {
            add_number(w, (int64_t)n);
            add_symbol(w, w->problem->nodes[n].id);
            text_add(w->text, "\n");
        }
        end_table(w);
        add_sequences(w);
    }
}

static void add_heading(const struct data_writer *w)
{
    const char *line = w->target->heading != NULL ? w->target->heading : "";
    while (*line != '\0') {
        const size_t length = strcspn(line, "\n");
        text_add(w->text, length > 0 ? "# " : "#");
        text_add_bytes(w->text, line, length);
        text_add(w->text, "\n");
        line += length + (line[length] == '\n');
    }
    text_add(w->text, "\ndata;\n");
}

enum status mathprog_data_write(struct text *text, struct arena *scratch, const struct problem *problem,
                                const struct mathprog_target *target, struct error *error)
{
    const enum status status = mathprog_check(problem, target, scratch, error);
    if (status != STATUS_OK) {
        return status;
    }
    struct data_writer w = {.text = text, .scratch = scratch, .problem = problem, .target = target};
    const struct arena_mark mark = arena_mark(scratch);
    add_heading(&w);
    add_nodes(&w);
    add_links(&w);
    add_applications(&w);
    add_block_table(&w, "param : depth accuracy", add_configuration_row);
    add_block_table(&w, "param block_memory", add_memory_row);
    add_block_table(&w, "param : ALLOWED : compute_energy compute_latency compute_load",
                    add_computation_rows);
    add_block_table(&w, "param : transfer_energy transfer_latency transfer_load", add_transfer_rows);
    add_own_data(&w);
    text_add(text, "\nend;\n");
    arena_rewind(scratch, mark);
    return STATUS_OK;
}
