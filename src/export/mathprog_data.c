/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does a problem read as data of a MathProg model?
 *
 * The tables follow the declarations that the models in formulations/ share. Places become nodes again: a
 * node's capacity and memory, and a link's costs, stand once, however many shares the node offers.
 *
 * glpsol computes in doubles. All checks come first, so that whatever is written is exact there: no number,
 * no sum over a plan and no product with gamma reaches 2^53.
 */
#include "export/mathprog_data.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/text.h"
#include "model/problem.h"

/* Most characters of a symbol: MAX_LENGTH of GLPK's translator. */
enum { SYMBOL_LIMIT = 100 };

enum { FORMULATION_ARC_FLOW, FORMULATION_ASSIGNMENT, FORMULATION_FEASIBLE_GRAPH, FORMULATION_PATH };
static const char *const formulation_names[] = {"arc_flow", "assignment", "feasible_graph", "path"};
enum { FORMULATION_COUNT = sizeof formulation_names / sizeof formulation_names[0] };

struct data_writer {
    struct text *text;
    struct arena *scratch;
    const struct problem *problem;
    size_t formulation;
    const struct mathprog_target *target;
    struct error *error;
};

/* ---- what glpsol could not take ---- */

static int64_t largest(const int64_t *values, size_t count)
{
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) {
        most = max_int64(most, values[i]);
    }
    return most;
}

/* The most that the plans of one application can add up to, whatever they choose. */
struct totals {
    int64_t energy;
    int64_t latency;
    int64_t load;
    int64_t memory;
};

static struct totals application_totals(const struct problem *problem, size_t h)
{
    const struct problem_application *application = &problem->applications[h];
    struct totals most = {0};
    for (size_t c = 0; c < application->configuration_count; c++) {
        const struct problem_configuration *configuration = &application->configurations[c];
        struct totals sum = {0};
        for (size_t i = 0; i < configuration->depth; i++) {
            const struct stage *stage = configuration->stages[i];
            sum.energy += largest(stage->compute_energy_quanta, problem->node_count) +
                          largest(stage->transfer_energy_quanta, problem->link_count);
            sum.latency += largest(stage->compute_latency_quanta, problem->node_count) +
                           largest(stage->transfer_latency_quanta, problem->link_count);
            sum.load += max_int64(largest(stage->compute_load_ppm, problem->node_count),
                                  largest(stage->transfer_load_ppm, problem->link_count));
            sum.memory += stage->memory_bytes;
        }
        most.energy = max_int64(most.energy, sum.energy);
        most.latency = max_int64(most.latency, sum.latency);
        most.load = max_int64(most.load, sum.load);
        most.memory = max_int64(most.memory, sum.memory);
    }
    return most;
}

static enum status require_exact(const struct data_writer *w, int64_t value, const char *noun, const char *id,
                                 const char *advice)
{
    if (value < MATHPROG_EXACT_LIMIT) {
        return STATUS_OK;
    }
    return error_set(w->error, STATUS_OVERFLOW,
                     "%s%s%s can be %" PRId64 ", and glpsol computes exactly below 2^53 only%s", noun,
                     id != NULL ? " of " : "", id != NULL ? id : "", value, advice);
}

static const char coarser_time[] = "; a larger quantum.time_s helps";

static enum status check_application(struct totals *sum, const struct data_writer *w, size_t h)
{
    const struct problem_application *application = &w->problem->applications[h];
    const struct totals most = application_totals(w->problem, h);
    sum->energy += most.energy;
    sum->load += most.load;
    sum->memory += most.memory;
    enum status status =
        require_exact(w, application->deadline_quanta, "the deadline", application->id, coarser_time);
    if (status == STATUS_OK) {
        status = require_exact(w, most.latency, "the latency", application->id, coarser_time);
    }
    /* The deadline is below 2^53 now and gamma at most 10^6; the model divides gamma * latency, rounded up.
     */
    if (status == STATUS_OK && w->formulation == FORMULATION_FEASIBLE_GRAPH) {
        const int128 product = ((int128)w->target->gamma + 1) * application->deadline_quanta;
        const int64_t capped = product < INT64_MAX ? (int64_t)product : INT64_MAX;
        status = require_exact(w, capped, "gamma times the deadline", application->id,
                               "; a smaller gamma or a larger quantum.time_s helps");
    }
    return status;
}

static enum status check_numbers(const struct data_writer *w)
{
    struct totals sum = {0};
    for (size_t h = 0; h < w->problem->application_count; h++) {
        const enum status status = check_application(&sum, w, h);
        if (status != STATUS_OK) {
            return status;
        }
    }
    enum status status =
        require_exact(w, sum.energy, "the energy of a plan", NULL, "; a larger quantum.energy_j helps");
    if (status == STATUS_OK) {
        status =
            require_exact(w, sum.load, "the load of a node or link", NULL, "; a smaller rate_per_s helps");
    }
    if (status == STATUS_OK) {
        status = require_exact(w, sum.memory, "the memory of all blocks", NULL, "");
    }
    for (size_t n = 0; n < w->problem->node_count && status == STATUS_OK; n++) {
        if (w->problem->nodes[n].memory_bytes != MEMORY_UNLIMITED) {
            status = require_exact(w, w->problem->nodes[n].memory_bytes, "memory_bytes",
                                   w->problem->nodes[n].id, "");
        }
    }
    return status;
}

static enum status check_symbol(const struct data_writer *w, const char *id)
{
    const size_t length = strlen(id);
    if (length <= SYMBOL_LIMIT) {
        return STATUS_OK;
    }
    return error_set(w->error, STATUS_UNSUPPORTED,
                     "the id %.20s... has %zu bytes, a symbol of MathProg at most %d", id, length,
                     SYMBOL_LIMIT);
}

static enum status check_symbols(const struct data_writer *w)
{
    enum status status = STATUS_OK;
    for (size_t n = 0; n < w->problem->node_count && status == STATUS_OK; n++) {
        status = check_symbol(w, w->problem->nodes[n].id);
    }
    for (size_t h = 0; h < w->problem->application_count && status == STATUS_OK; h++) {
        const struct problem_application *application = &w->problem->applications[h];
        status = check_symbol(w, application->id);
        for (size_t c = 0; c < application->configuration_count && status == STATUS_OK; c++) {
            status = check_symbol(w, application->configurations[c].id);
        }
    }
    return status;
}

/* Only `path` writes every sequence of places out, before it looks which are plans. */
static enum status check_sequences(const struct data_writer *w)
{
    if (w->formulation != FORMULATION_PATH) {
        return STATUS_OK;
    }
    int64_t sequences = 0;
    for (size_t h = 0; h < w->problem->application_count; h++) {
        const struct problem_application *application = &w->problem->applications[h];
        for (size_t c = 0; c < application->configuration_count; c++) {
            int64_t of_configuration = 1;
            for (size_t i = 0; i < application->configurations[c].depth; i++) {
                of_configuration = min_int64(MATHPROG_SEQUENCE_LIMIT + 1,
                                             of_configuration * (int64_t)w->problem->node_count);
            }
            sequences = min_int64(MATHPROG_SEQUENCE_LIMIT + 1, sequences + of_configuration);
        }
    }
    if (sequences <= MATHPROG_SEQUENCE_LIMIT) {
        return STATUS_OK;
    }
    return error_set(
        w->error, STATUS_UNSUPPORTED,
        "path would have glpsol go through more than %d sequences of nodes; arc_flow has no such limit",
        MATHPROG_SEQUENCE_LIMIT);
}

static enum status find_formulation(struct data_writer *w, const char *name)
{
    for (w->formulation = 0; w->formulation < FORMULATION_COUNT; w->formulation++) {
        if (strcmp(formulation_names[w->formulation], name) == 0) {
            return STATUS_OK;
        }
    }
    return error_set(w->error, STATUS_UNSUPPORTED, "there is no model formulations/%s.mod", name);
}

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

/* What only one of the models declares. */
static void add_own_data(const struct data_writer *w)
{
    if (w->formulation == FORMULATION_FEASIBLE_GRAPH) {
        text_addf(w->text, "\nparam gamma := %" PRId64 ";\n", w->target->gamma);
    }
    if (w->formulation == FORMULATION_PATH) {
        begin_table(w, "param place");
        for (size_t n = 0; n < w->problem->node_count; n++) {
            add_number(w, (int64_t)n);
            add_symbol(w, w->problem->nodes[n].id);
            text_add(w->text, "\n");
        }
        end_table(w);
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
    struct data_writer w = {
        .text = text, .scratch = scratch, .problem = problem, .target = target, .error = error};
    enum status status = find_formulation(&w, target->formulation);
    if (status == STATUS_OK) {
        status = check_numbers(&w);
    }
    if (status == STATUS_OK) {
        status = check_symbols(&w);
    }
    if (status == STATUS_OK) {
        status = check_sequences(&w);
    }
    if (status != STATUS_OK) {
        return status;
    }
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
