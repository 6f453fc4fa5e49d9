/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a certificate written so that people can compare two of them? Names instead of indices, a node a
 * line. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/certificate_json.h"
#include "io/json_writer.h"
#include "model/plan.h"
#include "model/problem.h"

const char *certificate_claim_name(enum certificate_claim claim)
{
    static const char *const names[] = {
        [CLAIM_OPTIMAL] = "optimal", [CLAIM_BOUND] = "bound", [CLAIM_INFEASIBLE] = "infeasible"};
    return names[claim];
}

static void write_string_field(struct json_writer *json, const char *key, const char *value)
{
    json_write_key(json, key);
    json_write_string(json, value);
}

static void write_integer_field(struct json_writer *json, const char *key, int64_t value)
{
    json_write_key(json, key);
    json_write_int64(json, value);
}

static void write_plan(struct json_writer *json, const struct problem *problem, const struct plan *plan)
{
    json_write_begin_object(json);
    write_string_field(json, "format", "finopt-plan-1");
    write_string_field(json, "instance", problem->name);
    json_write_key(json, "applications");
    json_write_begin_array(json);
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_application *choice = &plan->applications[h];
        const struct problem_application *application = &problem->applications[h];
        if (choice->configuration == PLAN_NO_CONFIGURATION) {
            continue; /* a plan that was read need not be one */
        }
        json_write_begin_object(json);
        write_string_field(json, "id", application->id);
        write_string_field(json, "configuration", application->configurations[choice->configuration].id);
        json_write_key(json, "nodes");
        json_write_begin_array(json);
        for (size_t i = 0; i < choice->node_count; i++) {
            json_write_string(json, problem->nodes[choice->nodes[i]].id);
        }
        json_write_end_array(json);
        json_write_end_object(json);
    }
    json_write_end_array(json);
    json_write_end_object(json);
}

/* "P6[edge]", "P8[device,edge]", "branch[17]", "cut[7,0]". */
static const char *row_name(struct arena *arena, const struct problem *problem,
                            const struct certificate_price *price)
{
    switch (price->row) {
    case ROW_NODE_LOAD:
    case ROW_NODE_MEMORY:
        return arena_printf(arena, "P%d[%s]", price->row == ROW_NODE_LOAD ? 6 : 7,
                            problem_row_id(arena, problem, price->index));
    case ROW_LINK_LOAD:
        return arena_printf(arena, "P8[%s,%s]",
                            problem_row_id(arena, problem, problem->links[price->index].from),
                            problem_row_id(arena, problem, problem->links[price->index].to));
    case ROW_BRANCH:
        break;
    case ROW_CUT:
        return arena_printf(arena, "cut[%zu,%zu]", price->index, price->cut);
    }
    return arena_printf(arena, "branch[%zu]", price->index);
}

/* By application, block by block up to the last that counts. */
static void write_counts(struct json_writer *json, const struct problem *problem,
                         const struct certificate_cut *cut)
{
    json_write_key(json, "counts");
    json_write_begin_object(json);
    for (size_t i = 0; i < cut->count_count;) {
        const size_t application = cut->counts[i].application;
        json_write_key(json, problem->applications[application].id);
        json_write_begin_array(json);
        for (size_t block = 0; i < cut->count_count && cut->counts[i].application == application; block++) {
            const bool counts = cut->counts[i].block == block;
            json_write_int64(json, counts ? cut->counts[i].count : 0);
            i += counts;
        }
        json_write_end_array(json);
    }
    json_write_end_object(json);
}

static void write_cuts(struct json_writer *json, const struct problem *problem,
                       const struct certificate_node *node)
{
    json_write_key(json, "cuts");
    json_write_begin_array(json);
    for (size_t k = 0; k < node->cut_count; k++) {
        const struct certificate_cut *cut = &node->cuts[k];
        const struct certificate_price row = {.row = cut->row, .index = cut->index};
        json_write_begin_object(json);
        write_string_field(json, "row", row_name(json->text->arena, problem, &row));
        write_integer_field(json, "at_most", cut->at_most);
        write_counts(json, problem, cut);
        json_write_end_object(json);
    }
    json_write_end_array(json);
    write_integer_field(json, "child", (int64_t)node->children[0]);
}

static void write_branch(struct json_writer *json, const struct problem *problem,
                         const struct certificate_node *node)
{
    static const char *const properties[] = {
        [PROPERTY_NODE] = "node", [PROPERTY_ARC] = "arc", [PROPERTY_CONFIGURATION] = "configuration"};
    const struct certificate_branch *branch = &node->branch;
    write_string_field(json, "property", properties[branch->property]);
    if (branch->property == PROPERTY_CONFIGURATION) {
        const struct problem_application *first = &problem->applications[branch->applications[0]];
        write_string_field(json, "configuration", first->configurations[branch->configuration].id);
    } else {
        write_integer_field(json, "block", (int64_t)branch->block + 1);
        if (branch->property == PROPERTY_ARC) {
            write_string_field(json, "from", problem->nodes[branch->from].id);
        }
        write_string_field(json, "node", problem->nodes[branch->node].id);
    }
    json_write_key(json, "applications");
    json_write_begin_array(json);
    for (size_t i = 0; i < branch->application_count; i++) {
        json_write_string(json, problem->applications[branch->applications[i]].id);
    }
    json_write_end_array(json);
    write_integer_field(json, "at_most", branch->at_most);
    json_write_key(json, "children");
    json_write_begin_array(json);
    json_write_int64(json, (int64_t)node->children[0]);
    json_write_int64(json, (int64_t)node->children[1]);
    json_write_end_array(json);
}

static void write_node(struct text *text, const struct problem *problem, const struct certificate_node *node)
{
    static const char *const kinds[] = {[CERTIFICATE_LEAF] = "leaf",
                                        [CERTIFICATE_LIST] = "list",
                                        [CERTIFICATE_BRANCH] = "branch",
                                        [CERTIFICATE_CUTS] = "cuts",
                                        [CERTIFICATE_COMBINATIONS] = "combinations"};
    struct json_writer json;
    json_writer_init(&json, text, JSON_COMPACT);
    json_write_begin_object(&json);
    write_string_field(&json, "kind", kinds[node->kind]);
    if (node->kind == CERTIFICATE_BRANCH) {
        write_branch(&json, problem, node);
    } else if (node->kind == CERTIFICATE_CUTS) {
        write_cuts(&json, problem, node);
    } else {
        write_integer_field(&json, "denominator", node->denominator);
        json_write_key(&json, "prices");
        json_write_begin_object(&json);
        for (size_t p = 0; p < node->price_count; p++) {
            write_integer_field(&json, row_name(text->arena, problem, &node->prices[p]),
                                node->prices[p].price);
        }
        json_write_end_object(&json);
        if (node->kind == CERTIFICATE_LIST) {
            write_integer_field(&json, "child", (int64_t)node->children[0]);
        } else if (node->kind == CERTIFICATE_LEAF && node->floor_gamma > 0) {
            write_integer_field(&json, "floor_gamma", node->floor_gamma);
        }
    }
    json_write_end_object(&json);
}

void certificate_write(struct text *text, const struct problem *problem,
                       const struct certificate_document *document)
{
    const struct certificate *certificate = &document->certificate;
    struct json_writer json;
    json_writer_init(&json, text, JSON_PRETTY);
    json_write_begin_object(&json);
    write_string_field(&json, "format", "finopt-certificate-1");
    write_string_field(&json, "instance", problem->name);
    write_string_field(&json, "claim", certificate_claim_name(document->claim));
    if (document->claim != CLAIM_INFEASIBLE) {
        write_integer_field(&json, "bound", certificate->floor_quanta);
    }
    if (certificate->plan != NULL) {
        json_write_key(&json, "plan");
        write_plan(&json, problem, certificate->plan);
    }
    text_add(text, ",\n  \"nodes\": [");
    for (size_t i = 0; i < certificate->node_count; i++) {
        text_add(text, i > 0 ? ",\n    " : "\n    ");
        write_node(text, problem, &certificate->nodes[i]);
    }
    text_add(text, "\n  ]\n}\n");
}
