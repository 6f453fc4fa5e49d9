/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a drawing said in GraphML? One table of keys, one element per vertex and arc. */
#include "export/graphml.h"

#include <inttypes.h>

#include "base/text.h"
#include "export/drawing.h"
#include "io/json_writer.h"
#include "io/safe_text.h"
#include "model/problem.h"
#include "report/engineering.h"
#include "report/xml_text.h"

struct key {
    const char *name; /* also its id */
    const char *owner;
    const char *type;
};

static const struct key keys[] = {
    {"caption", "graph", "string"},     {"instance", "graph", "string"}, {"label", "node", "string"},
    {"application", "node", "string"},  {"rank", "node", "int"},         {"block", "node", "string"},
    {"node", "node", "string"},         {"tier", "node", "string"},      {"depth", "node", "int"},
    {"chosen", "all", "boolean"},       {"pruned", "all", "boolean"},    {"energy_quanta", "edge", "long"},
    {"latency_quanta", "edge", "long"}, {"energy_j", "edge", "double"},  {"latency_s", "edge", "double"},
    {"width", "edge", "int"},
};

static void add_string(struct text *text, const char *key, const char *string)
{
    if (string != NULL) {
        text_addf(text, "<data key=\"%s\">", key);
        text_add_xml(text, string);
        text_add(text, "</data>");
    }
}

/* Labels have line breaks of ours, which become &#10;; names out of a file are made harmless. */
static void add_name(struct text *text, const char *key, const char *name)
{
    add_string(text, key, name == NULL ? NULL : safe_words(text->arena, name));
}

static void add_integer(struct text *text, const char *key, int64_t value)
{
    text_addf(text, "<data key=\"%s\">%" PRId64 "</data>", key, value);
}

static void add_double(struct text *text, const char *key, double value)
{
    struct json_writer writer;
    text_addf(text, "<data key=\"%s\">", key);
    json_writer_init(&writer, text, JSON_COMPACT);
    json_write_double(&writer, value);
    text_add(text, "</data>");
}

static void add_mark(struct text *text, enum drawing_mark mark)
{
    text_addf(text, "<data key=\"chosen\">%s</data><data key=\"pruned\">%s</data>",
              mark == MARK_CHOSEN ? "true" : "false", mark == MARK_PRUNED ? "true" : "false");
}

static void write_vertex(struct text *text, const struct drawing *drawing, size_t v)
{
    const struct drawing_vertex *vertex = &drawing->vertices[v];
    text_addf(text, "    <node id=\"v%zu\">", v);
    add_string(text, "label", vertex->label);
    add_name(text, "application", drawing->problem->applications[vertex->application].id);
    add_integer(text, "rank", (int64_t)vertex->rank);
    add_name(text, "block", vertex->block);
    add_name(text, "node", vertex->node);
    add_name(text, "tier", vertex->tier);
    if (vertex->depth != DRAWING_NO_DEPTH) {
        add_integer(text, "depth", vertex->depth);
    }
    add_mark(text, vertex->mark);
    text_add(text, "</node>\n");
}

static void write_arc(struct text *text, const struct drawing *drawing, size_t a)
{
    const struct drawing_arc *arc = &drawing->arcs[a];
    text_addf(text, "    <edge id=\"a%zu\" source=\"v%zu\" target=\"v%zu\">", a, arc->tail, arc->head);
    add_integer(text, "energy_quanta", arc->energy_quanta);
    add_double(text, "energy_j", quanta_in_si(arc->energy_quanta, drawing->problem->energy_quantum_j));
    add_integer(text, "latency_quanta", arc->latency_quanta);
    add_double(text, "latency_s", quanta_in_si(arc->latency_quanta, drawing->problem->time_quantum_s));
    if (arc->width != DRAWING_NO_DEPTH) {
        add_integer(text, "width", arc->width);
    }
    add_mark(text, arc->mark);
    text_add(text, "</edge>\n");
}

void graphml_write(struct text *text, const struct drawing *drawing)
{
    text_add(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
                   "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                   "    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
                   "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        text_addf(text, "  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", keys[k].name,
                  keys[k].owner, keys[k].name, keys[k].type);
    }
    text_add(text, "  <graph id=\"g\" edgedefault=\"directed\">\n    ");
    add_string(text, "caption", drawing->caption);
    add_name(text, "instance", drawing->problem->name);
    text_add(text, "\n");
    for (size_t v = 0; v < drawing->vertex_count; v++) {
        write_vertex(text, drawing, v);
    }
    for (size_t a = 0; a < drawing->arc_count; a++) {
        write_arc(text, drawing, a);
    }
    text_add(text, "  </graph>\n</graphml>\n");
}
