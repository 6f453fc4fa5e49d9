/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * On which node was this measured? What --times says comes first; a machine that is called like a node is
 * that node. A machine that is no node at all, without a word about it, is a question to the user, not a
 * guess.
 */
#include "import/node_times.h"

#include <string.h>

#include "base/arena.h"
#include "import/import_instance.h"
#include "import/measured_network.h"
#include "model/instance.h"

static const size_t none = (size_t)-1;

static size_t find_node(const struct instance *instance, const char *id)
{
    for (size_t n = 0; n < instance->node_count; n++) {
        if (strcmp(instance->nodes[n].id, id) == 0) {
            return n;
        }
    }
    return none;
}

static size_t find_machine(const struct measured_network *network, const char *name)
{
    for (size_t m = 0; m < network->machine_count; m++) {
        if (strcmp(network->machines[m].name, name) == 0) {
            return m;
        }
    }
    /* Only one was measured: there is no need to name it. */
    return name[0] == '\0' && network->machine_count == 1 ? 0 : none;
}

/* `item` is NODE=[MACHINE][*FACTOR]; sets the node's row of `rows`. */
static enum status read_item(struct node_time *rows, struct arena *arena, const char *item,
                             const struct measured_network *network, const struct instance *surroundings,
                             struct error *error)
{
    const size_t node_length = strcspn(item, "=");
    if (item[node_length] == '\0') {
        return error_set(error, STATUS_INPUT, "--times: must be NODE=[MACHINE][*FACTOR], got \"%s\"", item);
    }
    const char *machine_name = item + node_length + 1;
    const size_t machine_length = strcspn(machine_name, "*");
    double factor = 1.0;
    if (machine_name[machine_length] == '*') {
        const char *digits = machine_name + machine_length + 1;
        if (!profile_number(&factor, digits, strlen(digits)) || !(factor >= 1e-9 && factor <= 1e9)) {
            return error_set(error, STATUS_INPUT, "--times: the factor must be 1e-9..1e9, got \"%s\"",
                             digits);
        }
    }
    const char *node_id = arena_strndup(arena, item, node_length);
    const char *machine = arena_strndup(arena, machine_name, machine_length);
    const size_t n = find_node(surroundings, node_id);
    const size_t m = find_machine(network, machine);
    if (n == none) {
        return error_set(error, STATUS_INPUT, "--times: the network has no node \"%s\"", node_id);
    }
    if (m == none) {
        return error_set(error, STATUS_INPUT, "--times: the profile has no machine \"%s\"", machine);
    }
    if (rows[n].node != none) {
        return error_set(error, STATUS_INPUT, "--times: node \"%s\" is named twice", node_id);
    }
    rows[n] = (struct node_time){.node = n, .machine = m, .factor = factor};
    return STATUS_OK;
}

static enum status read_list(struct node_time *rows, struct arena *arena,
                             const struct measured_network *network, const struct import_settings *settings,
                             struct error *error)
{
    for (const char *at = settings->times; at != NULL;) {
        const size_t length = strcspn(at, ",");
        const enum status status =
            read_item(rows, arena, arena_strndup(arena, at, length), network, settings->surroundings, error);
        if (status != STATUS_OK) {
            return status;
        }
        at = at[length] == ',' ? at + length + 1 : NULL;
    }
    return STATUS_OK;
}

enum status node_times_parse(struct node_time **times, size_t *count, struct arena *arena,
                             const struct measured_network *network, const struct import_settings *settings,
                             struct error *error)
{
    const struct instance *surroundings = settings->surroundings;
    struct node_time *rows = ARENA_ARRAY(arena, struct node_time, surroundings->node_count);
    size_t row_count = 0;
    for (size_t n = 0; n < surroundings->node_count; n++) {
        rows[n].node = none;
    }
    if (read_list(rows, arena, network, settings, error) != STATUS_OK) {
        return STATUS_INPUT;
    }
    for (size_t m = 0; m < network->machine_count; m++) {
        const char *name = network->machines[m].name;
        const size_t n = find_node(surroundings, name);
        if (n != none && rows[n].node == none) {
            rows[n] = (struct node_time){.node = n, .machine = m, .factor = 1.0};
        } else if (n == none && settings->times == NULL) {
            return error_set(error, STATUS_INPUT,
                             name[0] != '\0'
                                 ? "machine \"%s\" of the profile is no node of the network; say which "
                                   "node takes how long with --times NODE=MACHINE*FACTOR"
                                 : "the profile does not name the machine%s it was measured on; say "
                                   "which node takes how long with --times NODE=*FACTOR",
                             name);
        }
    }
    for (size_t n = 0; n < surroundings->node_count; n++) {
        if (rows[n].node != none) {
            rows[row_count++] = rows[n];
        }
    }
    *times = rows;
    *count = row_count;
    return STATUS_OK;
}
