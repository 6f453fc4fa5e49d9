/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPORT_GRAPHML_H
#define FINOPT_EXPORT_GRAPHML_H

struct drawing;
struct text;

/*
 * Adds the drawing as GraphML (graphml.graphdrawing.org): every attribute is a typed key, energies and
 * latencies as integer quanta (`long`) and beside them in joules and seconds (`double`). What a vertex or arc
 * does not have is left out. Names are escaped; characters that XML 1.0 forbids are shown as `\xNN`.
 */
void graphml_write(struct text *text, const struct drawing *drawing);

#endif
