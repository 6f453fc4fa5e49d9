/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does this node of a certificate say? A row is found by its name, in the same way as an id. */
#include "io/certificate_node.h"

#include <string.h>

#include "base/arena.h"
#include "io/certificate_json.h"
#include "io/json_reader.h"
#include "model/problem.h"

/* "P6[a]", "P7[a]" of every node that owns a row, "P8[a,b]" of every link that does. */
static void index_rows(struct certificate_reader *reader, struct arena *arena)
{
    const struct problem *problem = reader->reading->problem;
    const size_t most = 2 * problem->node_count + problem->link_count;
    const char **names = ARENA_ARRAY(arena, const char *, most);
    size_t count = 0;
    reader->rows = ARENA_ARRAY(arena, struct certificate_price, most);
    for (size_t n = 0; n < problem->node_count; n++) {
        for (int row = ROW_NODE_LOAD; row <= ROW_NODE_MEMORY && problem->nodes[n].place == 0; row++) {
            reader->rows[count] = (struct certificate_price){.row = (enum certificate_row)row, .index = n};
            names[count++] = arena_printf(arena, "P%d[%s]", 6 + row, problem_row_id(arena, problem, n));
        }
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        const struct problem_link *link = &problem->links[l];
        /* Places of one node are joined without a row. */
        if (link->owner_distance == 0 &&
            problem_node_owner(problem, link->from) != problem_node_owner(problem, link->to)) {
            reader->rows[count] = (struct certificate_price){.row = ROW_LINK_LOAD, .index = l};
            names[count++] = arena_printf(arena, "P8[%s,%s]", problem_row_id(arena, problem, link->from),
                                          problem_row_id(arena, problem, link->to));
        }
    }
    id_index_build(&reader->row_names, arena, "row", names, count);
}

void certificate_reader_init(struct certificate_reader *reader, const struct certificate_reading *reading)
{
    const struct problem *problem = reading->problem;
    struct arena *arena = reading->scratch;
    const char **nodes = ARENA_ARRAY(arena, const char *, problem->node_count);
    const char **applications = ARENA_ARRAY(arena, const char *, problem->application_count);
    *reader = (struct certificate_reader){.reading = reading};
    for (size_t n = 0; n < problem->node_count; n++) {
        nodes[n] = problem->nodes[n].id;
    }
    for (size_t h = 0; h < problem->application_count; h++) {
        applications[h] = problem->applications[h].id;
    }
    id_index_build(&reader->node_ids, arena, "node", nodes, problem->node_count);
    id_index_build(&reader->application_ids, arena, "application", applications, problem->application_count);
    index_rows(reader, arena);
}

/* Digits without leading zeros, at most ten, at `*at`, which moves behind them. */
static bool parse_position(size_t *position, const char **at)
{
    const char *digits = *at;
    size_t number = 0;
    for (; **at >= '0' && **at <= '9' && *at - digits < 10; ++*at) {
        number = 10 * number + (size_t)(**at - '0');
    }
    *position = number;
    return *at > digits && (*digits != '0' || *at == digits + 1);
}

/* "branch[N]", or "cut[N,K]"; false if the name is of neither form. */
static bool parse_row_of_tree(struct certificate_price *price, const char *name)
{
    static const char branch[] = "branch[";
    static const char cut[] = "cut[";
    if (strncmp(name, branch, sizeof branch - 1) == 0) {
        const char *at = name + sizeof branch - 1;
        price->row = ROW_BRANCH;
        return parse_position(&price->index, &at) && strcmp(at, "]") == 0;
    }
    if (strncmp(name, cut, sizeof cut - 1) == 0) {
        const char *at = name + sizeof cut - 1;
        price->row = ROW_CUT;
        return parse_position(&price->index, &at) && *at++ == ',' && parse_position(&price->cut, &at) &&
               strcmp(at, "]") == 0;
    }
    return false;
}

static void read_prices(struct certificate_node *node, struct certificate_reader *reader,
                        struct json_value value)
{
    const struct json_value prices = json_required_member(value, "prices");
    if (json_is_missing(prices) || !json_check_object(prices, NULL)) {
        return;
    }
    node->prices = ARENA_ARRAY(reader->reading->arena, struct certificate_price, json_count(prices));
    for (struct json_value member = json_first(prices); !json_is_missing(member);
         member = json_next(member)) {
        struct certificate_price price = {.row = ROW_BRANCH};
        size_t position = 0;
        bool is_row = parse_row_of_tree(&price, json_key(member));
        if (!is_row && id_index_resolve_key(&position, &reader->row_names, member)) {
            price = reader->rows[position];
            is_row = true;
        }
        if (json_read_integer(&price.price, member, 1, CERTIFICATE_PRICE_LIMIT) && is_row) {
            node->prices[node->price_count++] = price;
        }
    }
}

static void read_position(size_t *child, struct json_value value)
{
    int64_t number = 0;
    if (json_read_integer(&number, value, 1, UINT32_MAX)) {
        *child = (size_t)number;
    }
}

/* The only child of a list, or of cuts. */
static void read_child(struct certificate_node *node, struct json_value value)
{
    const struct json_value child = json_required_member(value, "child");
    if (!json_is_missing(child)) {
        read_position(&node->children[0], child);
    }
}

/* A leaf, a list or combinations. */
static void read_priced(struct certificate_node *node, struct certificate_reader *reader,
                        struct json_value value)
{
    const struct json_value denominator = json_required_member(value, "denominator");
    if (!json_is_missing(denominator)) {
        json_read_integer(&node->denominator, denominator, node->kind != CERTIFICATE_LEAF,
                          CERTIFICATE_PRICE_LIMIT);
    }
    read_prices(node, reader, value);
    if (node->kind == CERTIFICATE_LIST) {
        read_child(node, value);
    } else if (node->kind == CERTIFICATE_LEAF && !json_is_missing(json_member(value, "floor_gamma"))) {
        json_read_integer(&node->floor_gamma, json_member(value, "floor_gamma"), 1,
                          CERTIFICATE_FLOOR_GAMMA_LIMIT);
    }
}

/* The applications of a branch, ascending, and its number; at_most is between 0 and one less than them. */
static void read_applications(struct certificate_branch *branch, struct certificate_reader *reader,
                              struct json_value value)
{
    struct json_value list;
    if (!json_member_list(&list, value, "applications", JSON_REQUIRED, JSON_LIST_FILLED)) {
        return;
    }
    branch->applications = ARENA_ARRAY(reader->reading->arena, size_t, json_count(list));
    for (struct json_value id = json_first(list); !json_is_missing(id); id = json_next(id)) {
        size_t h = 0;
        if (!id_index_resolve(&h, &reader->application_ids, id)) {
            continue;
        }
        if (branch->application_count > 0 && h <= branch->applications[branch->application_count - 1]) {
            json_report(id, "applications must stand in the order of the instance, each once");
        }
        branch->applications[branch->application_count++] = h;
    }
    const struct json_value at_most = json_required_member(value, "at_most");
    if (!json_is_missing(at_most)) {
        json_read_integer(&branch->at_most, at_most, 0, (int64_t)json_count(list) - 1);
    }
}

static void read_node_id(size_t *node, struct certificate_reader *reader, struct json_value value,
                         const char *key)
{
    const struct json_value id = json_required_member(value, key);
    if (!json_is_missing(id)) {
        id_index_resolve(node, &reader->node_ids, id);
    }
}

/* By its id in the first application of the branch. */
static void read_configuration(struct certificate_branch *branch, struct certificate_reader *reader,
                               struct json_value value)
{
    const struct json_value id = json_required_member(value, "configuration");
    const char *name = NULL;
    if (json_is_missing(id) || !json_read_string(&name, id, JSON_TEXT_ANY) ||
        branch->application_count == 0) {
        return;
    }
    const struct problem_application *first =
        &reader->reading->problem->applications[branch->applications[0]];
    for (size_t c = 0; c < first->configuration_count; c++) {
        if (strcmp(first->configurations[c].id, name) == 0) {
            branch->configuration = c;
            return;
        }
    }
    json_report(id, "application %s has no such configuration", first->id);
}

/* The most blocks that a path of an application of the branch can have. */
static int64_t most_blocks(const struct problem *problem, const struct certificate_branch *branch)
{
    size_t most = 1;
    for (size_t i = 0; i < branch->application_count; i++) {
        const size_t blocks = problem_application_depth(&problem->applications[branch->applications[i]]);
        most = blocks > most ? blocks : most;
    }
    return (int64_t)most;
}

static void read_branch(struct certificate_node *node, struct certificate_reader *reader,
                        struct json_value value)
{
    static const char *const properties[] = {"node", "arc", "configuration", NULL};
    static const char *const node_keys[] = {"kind",         "property", "block",    "node",
                                            "applications", "at_most",  "children", NULL};
    static const char *const arc_keys[] = {"kind",         "property", "block",    "from", "node",
                                           "applications", "at_most",  "children", NULL};
    static const char *const configuration_keys[] = {
        "kind", "property", "configuration", "applications", "at_most", "children", NULL};
    static const char *const *const keys[] = {node_keys, arc_keys, configuration_keys};
    struct certificate_branch *branch = &node->branch;
    size_t property = 0;
    if (!json_member_choice(&property, value, "property", JSON_REQUIRED, properties)) {
        return;
    }
    json_check_object(value, keys[property]);
    branch->property = (enum certificate_property)property;
    read_applications(branch, reader, value);
    if (branch->property == PROPERTY_CONFIGURATION) {
        read_configuration(branch, reader, value);
    } else {
        const struct json_value number = json_required_member(value, "block");
        int64_t block = 1;
        if (!json_is_missing(number)) {
            json_read_integer(&block, number, 1, most_blocks(reader->reading->problem, branch));
        }
        branch->block = (size_t)block - 1;
        read_node_id(&branch->node, reader, value, "node");
        if (branch->property == PROPERTY_ARC) {
            read_node_id(&branch->from, reader, value, "from");
        }
    }
    struct json_value list;
    if (json_member_list(&list, value, "children", JSON_REQUIRED, JSON_LIST_ANY)) {
        if (json_count(list) != 2) {
            json_report(list, "must have two elements, the sides \"at most\" and \"at least\"");
            return;
        }
        read_position(&node->children[0], json_first(list));
        read_position(&node->children[1], json_next(json_first(list)));
    }
}

/* Where the counts are, and how many blocks those of an application may be of. */
struct count_place {
    struct json_value list;
    size_t application;
};

/* Counts of one application, block by block; those that are 0 are left out. */
static void read_counts_of(struct certificate_cut *cut, const struct certificate_reader *reader,
                           const struct count_place *place)
{
    const struct problem_application *application =
        &reader->reading->problem->applications[place->application];
    const size_t most = problem_application_depth(application);
    size_t block = 0;
    if (!json_check_list(place->list, JSON_LIST_FILLED)) {
        return;
    }
    if (json_count(place->list) > most) {
        json_report(place->list, "must have at most %zu elements: application %s has no more blocks", most,
                    application->id);
        return;
    }
    for (struct json_value item = json_first(place->list); !json_is_missing(item); item = json_next(item)) {
        int64_t count = 0;
        if (json_read_integer(&count, item, 0, CERTIFICATE_COUNT_LIMIT) && count > 0) {
            cut->counts[cut->count_count++] =
                (struct certificate_count){.application = place->application, .block = block, .count = count};
        }
        block++;
    }
}

static void read_counts(struct certificate_cut *cut, struct certificate_reader *reader,
                        struct json_value counts)
{
    size_t most = 0;
    for (struct json_value member = json_first(counts); !json_is_missing(member);
         member = json_next(member)) {
        most += json_kind(member) == JSON_ARRAY ? json_count(member) : 0;
    }
    cut->counts = ARENA_ARRAY(reader->reading->arena, struct certificate_count, most);
    size_t next = 0;
    for (struct json_value member = json_first(counts); !json_is_missing(member);
         member = json_next(member)) {
        struct count_place place = {.list = member};
        if (!id_index_resolve_key(&place.application, &reader->application_ids, member)) {
            continue;
        }
        if (place.application < next) {
            json_report_key(member, "applications must stand in the order of the instance, each once");
            continue;
        }
        next = place.application + 1;
        read_counts_of(cut, reader, &place);
    }
}

static void read_cut(struct certificate_cut *cut, struct certificate_reader *reader, struct json_value value)
{
    static const char *const keys[] = {"row", "at_most", "counts", NULL};
    size_t position = 0;
    if (!json_check_object(value, keys)) {
        return;
    }
    const struct json_value row = json_required_member(value, "row");
    if (!json_is_missing(row) && id_index_resolve(&position, &reader->row_names, row)) {
        cut->row = reader->rows[position].row;
        cut->index = reader->rows[position].index;
    }
    const struct json_value at_most = json_required_member(value, "at_most");
    if (!json_is_missing(at_most)) {
        json_read_integer(&cut->at_most, at_most, 0, CERTIFICATE_COUNT_LIMIT);
    }
    const struct json_value counts = json_required_member(value, "counts");
    if (!json_is_missing(counts) && json_check_object(counts, NULL)) {
        read_counts(cut, reader, counts);
    }
}

static void read_cuts(struct certificate_node *node, struct certificate_reader *reader,
                      struct json_value value)
{
    struct json_value list;
    if (json_member_list(&list, value, "cuts", JSON_REQUIRED, JSON_LIST_FILLED)) {
        node->cuts = ARENA_ARRAY(reader->reading->arena, struct certificate_cut, json_count(list));
        for (struct json_value cut = json_first(list); !json_is_missing(cut); cut = json_next(cut)) {
            read_cut(&node->cuts[node->cut_count++], reader, cut);
        }
    }
    read_child(node, value);
}

void certificate_node_read(struct certificate_node *node, struct certificate_reader *reader,
                           struct json_value value)
{
    static const char *const kinds[] = {"leaf", "list", "branch", "cuts", "combinations", NULL};
    static const char *const leaf_keys[] = {"kind", "denominator", "prices", "floor_gamma", NULL};
    static const char *const list_keys[] = {"kind", "denominator", "prices", "child", NULL};
    static const char *const combinations_keys[] = {"kind", "denominator", "prices", NULL};
    static const char *const cuts_keys[] = {"kind", "cuts", "child", NULL};
    static const char *const *const keys[] = {[CERTIFICATE_LEAF] = leaf_keys,
                                              [CERTIFICATE_LIST] = list_keys,
                                              [CERTIFICATE_CUTS] = cuts_keys,
                                              [CERTIFICATE_COMBINATIONS] = combinations_keys};
    size_t kind = 0;
    if (json_kind(value) != JSON_OBJECT) {
        json_check_object(value, NULL); /* which says so */
        return;
    }
    if (!json_member_choice(&kind, value, "kind", JSON_REQUIRED, kinds)) {
        return;
    }
    node->kind = (enum certificate_kind)kind;
    if (node->kind == CERTIFICATE_BRANCH) {
        read_branch(node, reader, value);
        return;
    }
    json_check_object(value, keys[kind]);
    if (node->kind == CERTIFICATE_CUTS) {
        read_cuts(node, reader, value);
    } else {
        read_priced(node, reader, value);
    }
}
