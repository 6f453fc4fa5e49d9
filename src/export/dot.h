/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPORT_DOT_H
#define FINOPT_EXPORT_DOT_H

struct drawing;
struct text;

/*
 * Adds the drawing in the DOT language of Graphviz, for the program `dot` (`dot -Tsvg`): ranks from left to
 * right, tiers filled in colours that colour-blind readers can tell apart (Okabe and Ito, "Color Universal
 * Design", 2008), the chosen path bold, pruned arcs dashed. Every id and label is a quoted string.
 */
void dot_write(struct text *text, const struct drawing *drawing);

#endif
