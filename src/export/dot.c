/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is a drawing said in DOT? Vertices are v0, v1, ...; each rank is a `rank=same` group whose vertices are
 * held in their order by invisible arcs, so that a node keeps its row through all layers.
 */
#include "export/dot.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "export/drawing.h"
#include "io/safe_text.h"
#include "model/problem.h"

/* Okabe and Ito's palette; the three tiers of the format first, others as they come. */
static const char *const fill_colours[] = {"#E69F00", "#56B4E9", "#009E73", "#F0E442", "#CC79A7", "#BBBBBB"};
enum { FILL_COUNT = sizeof fill_colours / sizeof fill_colours[0], KNOWN_TIERS = 3 };
static const char *const known_tiers[KNOWN_TIERS] = {"mobile", "edge", "cloud"};

static const char *fill_colour(const struct drawing *drawing, const char *tier)
{
    for (size_t t = 0; t < KNOWN_TIERS; t++) {
        if (strcmp(tier, known_tiers[t]) == 0) {
            return fill_colours[t];
        }
    }
    /* The number of other tiers that come first in the network, counted once each. */
    size_t rank = 0;
    for (size_t n = 0; n < drawing->problem->node_count; n++) {
        const char *other = drawing->problem->nodes[n].tier;
        bool is_new = true;
        if (strcmp(other, tier) == 0) {
            break;
        }
        for (size_t t = 0; t < KNOWN_TIERS; t++) {
            is_new = is_new && strcmp(other, known_tiers[t]) != 0;
        }
        for (size_t m = 0; m < n; m++) {
            is_new = is_new && strcmp(other, drawing->problem->nodes[m].tier) != 0;
        }
        rank += is_new;
    }
    return fill_colours[KNOWN_TIERS + rank % (FILL_COUNT - KNOWN_TIERS)];
}

/* `string` in quotes; line breaks become `\n`, what could harm a terminal is shown by name. */
static void add_quoted(struct text *text, const char *string)
{
    text_add(text, "\"");
    for (const char *line = string;; line++) {
        const size_t length = strcspn(line, "\n");
        const char *safe = safe_words(text->arena, arena_strndup(text->arena, line, length));
        for (const char *c = safe; *c != '\0'; c++) {
            text_addf(text, *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
        }
        line += length;
        if (*line == '\0') {
            break;
        }
        text_add(text, "\\n");
    }
    text_add(text, "\"");
}

static void write_vertex(struct text *text, const struct drawing *drawing, size_t v, const char *indent)
{
    const struct drawing_vertex *vertex = &drawing->vertices[v];
    text_addf(text, "%sv%zu [label=", indent, v);
    add_quoted(text, vertex->label);
    if (vertex->tier != NULL) {
        text_addf(text, ", fillcolor=\"%s\"", fill_colour(drawing, vertex->tier));
    }
    if (vertex->mark == MARK_CHOSEN) {
        text_add(text, ", penwidth=3");
    } else if (vertex->mark == MARK_PRUNED) {
        text_add(text, ", style=\"rounded,dashed\"");
    }
    text_add(text, "];\n");
}

static void write_arc(struct text *text, const struct drawing_arc *arc)
{
    text_addf(text, "  v%zu -> v%zu [label=", arc->tail, arc->head);
    add_quoted(text, arc->label);
    if (arc->mark == MARK_CHOSEN) {
        text_add(text, ", penwidth=3, fontname=\"Helvetica-Bold\"");
    } else if (arc->mark == MARK_PRUNED) {
        text_add(text, ", style=dashed, color=\"#888888\", fontcolor=\"#666666\"");
    }
    text_add(text, "];\n");
}

/* The vertices of one box, rank by rank. They are in rank order already. */
static void write_ranks(struct text *text, const struct drawing *drawing, size_t box)
{
    for (size_t v = 0; v < drawing->vertex_count;) {
        const size_t rank = drawing->vertices[v].rank;
        const size_t first = v;
        while (v < drawing->vertex_count && drawing->vertices[v].box == drawing->vertices[first].box &&
               drawing->vertices[v].rank == rank) {
            v++;
        }
        if (drawing->vertices[first].box != box) {
            continue;
        }
        text_add(text, "  { rank=same;");
        for (size_t u = first; u < v; u++) {
            text_addf(text, "%sv%zu", u == first ? " " : " -> ", u);
        }
        text_add(text, v - first > 1 ? " [style=invis]; }\n" : "; }\n");
    }
}

static void write_box(struct text *text, const struct drawing *drawing, size_t box)
{
    text_addf(text, "  subgraph cluster%zu {\n    label=", box);
    add_quoted(text, drawing->boxes[box].label);
    text_add(text, ";\n");
    if (drawing->boxes[box].tier != NULL) {
        text_addf(text, "    style=filled; color=\"%s\";\n", fill_colour(drawing, drawing->boxes[box].tier));
    }
    for (size_t v = 0; v < drawing->vertex_count; v++) {
        if (drawing->vertices[v].box == box) {
            write_vertex(text, drawing, v, "    ");
        }
    }
    if (drawing->is_ranked) {
        write_ranks(text, drawing, box);
    }
    text_add(text, "  }\n");
}

void dot_write(struct text *text, const struct drawing *drawing)
{
    text_add(text, "digraph finopt {\n"
                   "  rankdir=LR; newrank=true; nodesep=0.35; ranksep=1.2; labelloc=t;\n"
                   "  fontname=\"Helvetica\"; fontsize=14;\n"
                   "  label=");
    add_quoted(text, drawing->caption);
    text_add(text,
             ";\n"
             "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#FFFFFF\", fontname=\"Helvetica\", "
             "fontsize=12];\n"
             "  edge [fontname=\"Helvetica\", fontsize=10, arrowsize=0.7];\n");
    for (size_t b = 0; b < drawing->box_count; b++) {
        write_box(text, drawing, b);
    }
    for (size_t v = 0; v < drawing->vertex_count; v++) {
        if (drawing->vertices[v].box == DRAWING_NO_BOX) {
            write_vertex(text, drawing, v, "  ");
        }
    }
    if (drawing->is_ranked) {
        write_ranks(text, drawing, DRAWING_NO_BOX);
    }
    for (size_t a = 0; a < drawing->arc_count; a++) {
        write_arc(text, &drawing->arcs[a]);
    }
    text_add(text, "}\n");
}
