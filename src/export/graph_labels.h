/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPORT_GRAPH_LABELS_H
#define FINOPT_EXPORT_GRAPH_LABELS_H

#include <stddef.h>

#include "export/drawing.h"

struct arena;
struct extended_graph;

/* A vertex of an extended graph as it is called in every picture: block, node, and where block and node do
 * not tell it from another one, the configurations that run through it. It is in no box and of no depth. */
struct drawing_vertex graph_labels_vertex(struct drawing *drawing, const struct extended_graph *graph,
                                          size_t v);

/*
 * Where several vertices stand for the same block on the same node: the accurate configurations that run
 * through this one, `exit1, exit3`, in `arena`; else NULL.
 */
const char *graph_labels_configurations(struct arena *arena, const struct extended_graph *graph, size_t v);

/* A new box for application h, or DRAWING_NO_BOX if there is only one application. */
size_t graph_labels_box(struct drawing *drawing, size_t h);

#endif
