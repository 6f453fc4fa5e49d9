/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_CERTIFICATE_NODE_H
#define FINOPT_IO_CERTIFICATE_NODE_H

#include "io/id_index.h"
#include "io/json_reader.h"
#include "model/certificate.h"

struct certificate_reading;

/* The part of the reader of io/certificate_json.h that reads one node of the tree. */
struct certificate_reader {
    const struct certificate_reading *reading;
    struct id_index node_ids;
    struct id_index application_ids;
    struct id_index row_names;
    struct certificate_price *rows; /* by position in row_names; their price is 0 */
};

/* Indexes the names of the problem, in the scratch of `reading`, which must outlive the reader. */
void certificate_reader_init(struct certificate_reader *reader, const struct certificate_reading *reading);

/* Reads a node into a zeroed one; what is wrong becomes diagnostics. */
void certificate_node_read(struct certificate_node *node, struct certificate_reader *reader,
                           struct json_value value);

#endif
