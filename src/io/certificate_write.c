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

/* "P6[edge]", "P8[device,edge]", "branch[17]", as a key. */
static void write_row(struct json_writer *json, const struct problem *problem,
                      const struct certificate_price *price)
{
    struct arena *arena = json->text->arena;
    const char *key = NULL;
    switch (price->row) {
    case ROW_NODE_LOAD:
    case ROW_NODE_MEMORY:
        key = arena_printf(arena, "P%d[%s]", price->row == ROW_NODE_LOAD ? 6 : 7,
                           problem_row_id(arena, problem, price->index));
        break;
    case ROW_LINK_LOAD:
        key = arena_printf(arena, "P8[%s,%s]",
                           problem_row_id(arena, problem, problem->links[price->index].from),
                           problem_row_id(arena, problem, problem->links[price->index].to));
        break;
    case ROW_BRANCH:
        key = arena_printf(arena, "branch[%zu]", price->index);
        break;
    }
    write_integer_field(json, key, price->price);
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
    static const char *const kinds[] = {
        [CERTIFICATE_LEAF] = "leaf", [CERTIFICATE_LIST] = "list", [CERTIFICATE_BRANCH] = "branch"};
    struct json_writer json;
    json_writer_init(&json, text, JSON_COMPACT);
    json_write_begin_object(&json);
    write_string_field(&json, "kind", kinds[node->kind]);
    if (node->kind == CERTIFICATE_BRANCH) {
        write_branch(&json, problem, node);
    } else {
        write_integer_field(&json, "denominator", node->denominator);
        json_write_key(&json, "prices");
        json_write_begin_object(&json);
        for (size_t p = 0; p < node->price_count; p++) {
            write_row(&json, problem, &node->prices[p]);
        }
        json_write_end_object(&json);
        if (node->kind == CERTIFICATE_LIST) {
            write_integer_field(&json, "child", (int64_t)node->children[0]);
        } else if (node->floor_gamma > 0) {
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
