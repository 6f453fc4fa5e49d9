/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is given? The instance in words: network, models, what each application wants. */
#include <inttypes.h>

#include "base/arena.h"
#include "explain/explanation.h"
#include "io/safe_text.h"
#include "model/instance.h"
#include "model/problem.h"
#include "report/engineering.h"

static const char *quantity(const struct explanation *e, double value, const char *unit)
{
    struct text text;
    text_init(&text, e->arena);
    text_add_short_quantity(&text, value, unit);
    return text.data;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void add_nodes(struct explanation *e)
{
    static const char *const columns[] = {"node", "tier", ">speed", ">power", ">memory", ">may be used"};
    const struct instance *instance = e->instance;
    struct text_table *table = document_add_table(e->document, columns, 6);
    for (size_t n = 0; n < instance->node_count && n < EXPLAIN_NODES; n++) {
        const struct instance_node *node = &instance->nodes[n];
        struct text_cell *cells = text_table_add_row(table);
        cells[0].string = node->id;
        cells[1].string = safe_words(e->arena, node->tier);
        cells[2].string = node->ops_per_s > 0.0 ? quantity(e, node->ops_per_s, "op/s") : "as profiled";
        cells[3].string = quantity(e, node->power_w, "W");
        cells[4].string = node->memory_bytes == MEMORY_UNLIMITED
                              ? "no limit"
                              : quantity(e, (double)node->memory_bytes, "B");
        cells[5].string = arena_printf(e->arena, "%.6g %%%s", 100.0 * node->max_utilization,
                                       node->share_count > 0 ? ", in shares" : "");
    }
}

static void add_links(struct explanation *e)
{
    static const char *const columns[] = {"from", "to", ">rate", ">delay", ">energy per bit", ">may be used"};
    const struct instance *instance = e->instance;
    if (instance->link_count == 0) {
        document_add_paragraph(e->document, "No link joins nodes.");
        return;
    }
    struct text_table *table = document_add_table(e->document, columns, 6);
    for (size_t l = 0; l < instance->link_count && l < EXPLAIN_NODES; l++) {
        const struct instance_link *link = &instance->links[l];
        struct text_cell *cells = text_table_add_row(table);
        cells[0].string = instance->nodes[link->from].id;
        cells[1].string = arena_printf(e->arena, "%s%s", instance->nodes[link->to].id,
                                       link->bidirectional ? ", and back" : "");
        cells[2].string = quantity(e, link->bits_per_s, "bit/s");
        cells[3].string = quantity(e, link->latency_s, "s");
        cells[4].string = quantity(e, link->energy_j_per_bit + link->power_w / link->bits_per_s, "J");
        cells[5].string = arena_printf(e->arena, "%.6g %%", 100.0 * link->max_utilization);
    }
}

static void add_network(struct explanation *e)
{
    const struct instance *instance = e->instance;
    document_add_paragraph(e->document, "The network has %zu node%s and %zu link%s.%s", instance->node_count,
                           plural(instance->node_count), instance->link_count, plural(instance->link_count),
                           instance->node_count > EXPLAIN_NODES || instance->link_count > EXPLAIN_NODES
                               ? " The first of each are:"
                               : "");
    add_nodes(e);
    add_links(e);
}

static void add_configurations(struct explanation *e, size_t h)
{
    static const char *const columns[] = {"configuration", ">accuracy", ">blocks", "accurate enough (P5)"};
    const struct problem_application *application = &e->problem->applications[h];
    struct text_table *table = document_add_table(e->document, columns, 4);
    for (size_t c = 0; c < application->configuration_count && c < EXPLAIN_NODES; c++) {
        const struct problem_configuration *configuration = &application->configurations[c];
        struct text_cell *cells = text_table_add_row(table);
        cells[0].string = configuration->id;
        cells[1].string =
            arena_printf(e->arena, "%.9g", (double)configuration->accuracy_ppb / (double)ACCURACY_SCALE);
        cells[2].string = arena_printf(e->arena, "%zu", configuration->depth);
        cells[3].string = configuration_is_accurate(application, configuration) ? "yes" : "no";
    }
}

/* Blocks whose nodes somebody has restricted, (P3). */
static void add_restrictions(struct explanation *e, size_t h)
{
    const struct instance_application *application = &e->instance->applications[h];
    const struct instance_model *model = &e->instance->models[application->model];
    struct text text;
    text_init(&text, e->arena);
    for (size_t b = 0; b < model->block_count; b++) {
        const bool *allowed = application->allowed_nodes[b];
        if (allowed == NULL) {
            continue;
        }
        text_addf(&text, "%s%s only on", text.length > 0 ? "; " : "", model->blocks[b].id);
        const char *lead = " ";
        for (size_t n = 0; n < e->instance->node_count; n++) {
            if (allowed[n]) {
                text_addf(&text, "%s%s", lead, e->instance->nodes[n].id);
                lead = ", ";
            }
        }
    }
    if (text.length > 0) {
        document_add_paragraph(e->document, "Allowed nodes (P3): %s.", text.data);
    }
}

static void add_application(struct explanation *e, size_t h)
{
    const struct instance_application *application = &e->instance->applications[h];
    const struct instance_model *model = &e->instance->models[application->model];
    const char *metric = application->latency_metric == LATENCY_WORST_CASE
                             ? "every sample is charged the way to the deepest exit"
                             : "a latency counts by the fraction of samples that get there";
    document_add_paragraph(
        e->document,
        "Application %s runs the model %s, a chain of %zu block%s, %.9g time%s a second. Its input of %s "
        "arises at %s. "
        "It wants an accuracy of at least %.9g (P5) within %s (P4), which is %" PRId64 " quanta of %s; %s.",
        application->id, model->id, model->block_count, plural(model->block_count), application->rate_per_s,
        application->rate_per_s == 1.0 ? "" : "s", quantity(e, model->input_bits, "bit"),
        e->instance->nodes[application->source].id, application->min_accuracy,
        quantity(e, application->max_latency_s, "s"), e->problem->applications[h].deadline_quanta,
        quantity(e, e->problem->time_quantum_s, "s"), metric);
    add_configurations(e, h);
    add_restrictions(e, h);
}

void explain_instance(struct explanation *e)
{
    const size_t applications = e->instance->application_count;
    document_add_heading(e->document, "The instance in words");
    if (e->instance->description != NULL) {
        document_add_paragraph(e->document, "%s", safe_words(e->arena, e->instance->description));
    }
    add_network(e);
    for (size_t h = 0; h < applications && h < EXPLAIN_APPLICATIONS; h++) {
        add_application(e, h);
    }
    if (applications > EXPLAIN_APPLICATIONS) {
        document_add_paragraph(e->document,
                               "And %zu more applications; the stages below are shown for the first %d.",
                               applications - EXPLAIN_APPLICATIONS, EXPLAIN_APPLICATIONS);
    }
}
