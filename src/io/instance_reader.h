/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_INSTANCE_READER_H
#define FINOPT_IO_INSTANCE_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "io/id_index.h"
#include "io/json_reader.h"

struct arena;
struct instance;

/*
 * What the readers of the parts of an instance share. Private to instance_json.c, model_json.c and
 * application_json.c; the order of reading is nodes, models, applications, each needing the ids before it.
 */
struct instance_reader {
    struct arena *arena;
    struct instance *instance;
    struct id_index node_ids;
    struct id_index model_ids;
    struct id_index *block_ids; /* [model_count] */
    size_t *last_list;          /* [node_count] the number of the last list that named the node */
    size_t list_number;         /* of the list being read, from 1 */
    size_t cell_count;          /* claimed of INSTANCE_CELL_LIMIT */
};

/* Claims `rows` x `columns` cells; a diagnostic at `value` when the limit is passed. */
bool instance_reader_claim(struct instance_reader *reader, struct json_value value, size_t rows,
                           size_t columns);

/* Starts a list of nodes in which none may stand twice. */
void instance_reader_begin_list(struct instance_reader *reader);

/* Resolves a node id of the list that was started; a diagnostic if it is unknown or stands there already. */
bool instance_reader_resolve_node(size_t *node, struct instance_reader *reader, struct json_value value);

/* Fills instance->models from the array, and the indices of block ids. */
void instance_reader_read_models(struct instance_reader *reader, struct json_value list);

/* Fills instance->applications from the array. */
void instance_reader_read_applications(struct instance_reader *reader, struct json_value list);

#endif
