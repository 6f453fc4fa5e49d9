/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does a curve become a picture that needs nothing but a browser? Everything has a fixed place: axes to
 * the left and below, names of the series to the right; only the scales depend on the data. Ticks are 1, 2 or
 * 5 times a power of ten and are written in engineering units.
 */
#include "report/chart.h"

#include <math.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/engineering.h"
#include "report/xml_text.h"

enum { WIDTH = 860, HEIGHT = 440, LEFT = 96, RIGHT = 640, TOP = 84, BOTTOM = 372, TICK_LIMIT = 64 };

/* One axis in pixels: `low` is at `begin`. */
struct scale {
    const struct chart_axis *axis;
    double low;
    double high;
    double begin;
    double end;
    double ticks[TICK_LIMIT];
    size_t tick_count;
};

struct mark_style {
    const char *colour;
    const char *dashes;
};

static const struct mark_style styles[CHART_SERIES_LIMIT] = {
    {"#0072b2", "none"}, {"#d55e00", "7 3"},     {"#009e73", "2 3"}, {"#cc79a7", "9 3 2 3"},
    {"#000000", "12 4"}, {"#56b4e9", "5 2 5 6"}, {"#e69f00", "7 3"}, {"#7f7f7f", "2 3"},
};

static double place(const struct scale *scale, double value)
{
    const double part = scale->axis->is_logarithmic
                            ? log10(value / scale->low) / log10(scale->high / scale->low)
                            : (value - scale->low) / (scale->high - scale->low);
    return scale->begin + part * (scale->end - scale->begin);
}

static bool is_there(const struct scale *x, const struct scale *y, const struct chart_point *point)
{
    return isfinite(point->x) && isfinite(point->y) && (!x->axis->is_logarithmic || point->x > 0.0) &&
           (!y->axis->is_logarithmic || point->y > 0.0);
}

static void include(struct scale *scale, double value)
{
    scale->low = fmin(scale->low, value);
    scale->high = fmax(scale->high, value);
}

static void add_tick(struct scale *scale, double value)
{
    const double slack = 1e-9 * (scale->high - scale->low);
    if (value >= scale->low - slack && value <= scale->high + slack && scale->tick_count < TICK_LIMIT) {
        scale->ticks[scale->tick_count++] = value;
    }
}

/* Step 1, 2 or 5 times a power of ten, five to ten of them. */
static void place_linear_ticks(struct scale *scale)
{
    enum { MOST_STEPS = 8 };
    const double wanted = (scale->high - scale->low) / MOST_STEPS;
    const double power = pow(10.0, floor(log10(wanted)));
    const double part = wanted / power;
    const double step = power * (part <= 1.0 ? 1.0 : part <= 2.0 ? 2.0 : part <= 5.0 ? 5.0 : 10.0);
    const double first = ceil(scale->low / step - 1e-9);
    for (int i = 0; i <= 2 * MOST_STEPS; i++) {
        add_tick(scale, (first + i) * step);
    }
}

/* Every power of ten; in between where there are few. */
static void place_logarithmic_ticks(struct scale *scale)
{
    const double decades = log10(scale->high / scale->low);
    const double first = floor(log10(scale->low));
    for (int i = 0; i <= (int)decades + 2; i++) {
        const double power = pow(10.0, first + i);
        add_tick(scale, power);
        if (decades < 3.5) {
            add_tick(scale, 2.0 * power);
            add_tick(scale, 5.0 * power);
        }
    }
}

/* Rounds the range out to where it looks well, and puts the ticks. */
static void finish_scale(struct scale *scale, double room_low, double room_high)
{
    if (!(scale->low <= scale->high)) {
        scale->low = scale->axis->is_logarithmic ? 1.0 : 0.0; /* no points at all */
        scale->high = 1.0;
    }
    if (scale->axis->is_logarithmic) {
        const double factor = scale->high > scale->low ? 1.0 : 2.0;
        scale->low /= factor;
        scale->high *= factor;
        place_logarithmic_ticks(scale);
        return;
    }
    const double range = scale->high > scale->low  ? scale->high - scale->low
                         : fabs(scale->high) > 0.0 ? 0.2 * fabs(scale->high)
                                                   : 1.0;
    scale->low = scale->axis->begins_at_zero ? fmin(0.0, scale->low) : scale->low - room_low * range;
    scale->high += room_high * range;
    place_linear_ticks(scale);
}

static void add_tick_label(struct text *text, struct arena *arena, const struct scale *scale, double value)
{
    struct text words;
    text_init(&words, arena);
    if (scale->axis->unit[0] == '\0') {
        text_addf(&words, "%g", fabs(value) < 1e-12 * (scale->high - scale->low) ? 0.0 : value);
    } else if (scale->axis->unit[0] == '%') {
        text_addf(&words, "%g %%", fabs(value) < 1e-12 * (scale->high - scale->low) ? 0.0 : value);
    } else {
        text_add_short_quantity(&words, fabs(value) < 1e-12 * (scale->high - scale->low) ? 0.0 : value,
                                scale->axis->unit);
    }
    text_add_xml(text, words.data);
}

static void write_x_axis(struct text *text, struct arena *arena, const struct scale *x)
{
    for (size_t t = 0; t < x->tick_count; t++) {
        const double at = place(x, x->ticks[t]);
        text_addf(text,
                  "<path d=\"M%.1f %d V%d\" class=\"grid\"/>\n<text x=\"%.1f\" y=\"%d\" "
                  "text-anchor=\"middle\">",
                  at, TOP, BOTTOM, at, BOTTOM + 20);
        add_tick_label(text, arena, x, x->ticks[t]);
        text_add(text, "</text>\n");
    }
    text_addf(text, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" class=\"name\">", (LEFT + RIGHT) / 2,
              BOTTOM + 48);
    text_add_xml(text, x->axis->title);
    text_add(text, "</text>\n");
}

static void write_y_axis(struct text *text, struct arena *arena, const struct scale *y)
{
    for (size_t t = 0; t < y->tick_count; t++) {
        const double at = place(y, y->ticks[t]);
        text_addf(text,
                  "<path d=\"M%d %.1f H%d\" class=\"grid\"/>\n<text x=\"%d\" y=\"%.1f\" "
                  "text-anchor=\"end\">",
                  LEFT, at, RIGHT, LEFT - 8, at + 4.0);
        add_tick_label(text, arena, y, y->ticks[t]);
        text_add(text, "</text>\n");
    }
    text_addf(text, "<text x=\"%d\" y=\"%d\" class=\"name\">", LEFT, TOP - 10);
    text_add_xml(text, y->axis->title);
    text_add(text, "</text>\n");
}

/* A circle, square, triangle or diamond, filled or hollow. */
static void write_marker(struct text *text, size_t series, double x, double y)
{
    const char *colour = styles[series].colour;
    const char *fill = series < 4 ? colour : "#fff";
    switch (series % 4) {
    case 0:
        text_addf(text, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"", x, y);
        break;
    case 1:
        text_addf(text, "<rect x=\"%.1f\" y=\"%.1f\" width=\"6.4\" height=\"6.4\"", x - 3.2, y - 3.2);
        break;
    case 2:
        text_addf(text, "<path d=\"M%.1f %.1f l4.2 7.4 h-8.4 z\"", x, y - 4.9);
        break;
    default:
        text_addf(text, "<path d=\"M%.1f %.1f l4.6 4.6 l-4.6 4.6 l-4.6 -4.6 z\"", x, y - 4.6);
    }
    text_addf(text, " fill=\"%s\" stroke=\"%s\"/>\n", fill, colour);
}

static void write_curve(struct text *text, const struct chart_series *series, size_t s, const struct scale *x,
                        const struct scale *y)
{
    bool is_open = false; /* is there a point to draw on from? */
    text_addf(text, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\" d=\"",
              styles[s].colour, styles[s].dashes);
    for (size_t i = 0; i < series->count; i++) {
        const struct chart_point *point = &series->points[i];
        if (is_open && series->shape == SERIES_STEP) {
            text_addf(text, "H%.1f ", place(x, point->x));
        }
        if (!is_there(x, y, point)) {
            is_open = false;
            continue;
        }
        if (is_open && series->shape == SERIES_STEP) {
            text_addf(text, "V%.1f ", place(y, point->y));
        } else {
            text_addf(text, "%c%.1f %.1f ", is_open ? 'L' : 'M', place(x, point->x), place(y, point->y));
        }
        is_open = true;
    }
    if (is_open && series->shape == SERIES_STEP) {
        text_addf(text, "H%d", RIGHT);
    }
    text_add(text, "\"/>\n");
}

static void write_series(struct text *text, const struct chart_series *series, size_t s,
                         const struct scale *x, const struct scale *y)
{
    enum { MARKERS_LIMIT = 60, LEGEND = RIGHT + 20, LEGEND_STEP = 24 };
    const double row = TOP + 12.0 + LEGEND_STEP * (double)s;
    write_curve(text, series, s, x, y);
    for (size_t i = 0; series->count <= MARKERS_LIMIT && i < series->count; i++) {
        if (is_there(x, y, &series->points[i])) {
            write_marker(text, s, place(x, series->points[i].x), place(y, series->points[i].y));
        }
    }
    text_addf(text, "<path d=\"M%d %.1f h30\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>\n",
              LEGEND, row, styles[s].colour, styles[s].dashes);
    write_marker(text, s, LEGEND + 15.0, row);
    text_addf(text, "<text x=\"%d\" y=\"%.1f\">", LEGEND + 38, row + 4.0);
    text_add_xml(text, series->name);
    text_add(text, "</text>\n");
}

static void write_head(struct text *text, const struct chart *chart)
{
    text_addf(text,
              "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
              "role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n<title>",
              WIDTH, HEIGHT, WIDTH, HEIGHT);
    text_add_xml(text, chart->title);
    text_addf(text,
              "</title>\n<style>.grid { stroke: #ddd; fill: none; } .name { font-size: 13px; } "
              ".title { font-size: 16px; font-weight: bold; }</style>\n"
              "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n<text x=\"16\" y=\"26\" class=\"title\">",
              WIDTH, HEIGHT);
    text_add_xml(text, chart->title);
    text_add(text, "</text>\n");
    if (chart->subtitle == NULL && chart->left_out == 0) {
        return;
    }
    text_add(text, "<text x=\"16\" y=\"45\" fill=\"#444\">");
    text_add_xml(text, chart->subtitle != NULL ? chart->subtitle : "");
    if (chart->left_out > 0) {
        text_addf(text, "%sthe first %zu of %zu lines", chart->subtitle != NULL ? "; " : "",
                  chart->series_count, chart->series_count + chart->left_out);
    }
    text_add(text, "</text>\n");
}

struct chart_series *chart_add_series(struct chart *chart)
{
    if (chart->series_count == CHART_SERIES_LIMIT) {
        chart->left_out++;
        return NULL;
    }
    return &chart->series[chart->series_count++];
}

void chart_write_svg(struct text *text, struct arena *arena, const struct chart *chart)
{
    struct scale x = {&chart->x, INFINITY, -INFINITY, LEFT, RIGHT, {0.0}, 0};
    struct scale y = {&chart->y, INFINITY, -INFINITY, BOTTOM, TOP, {0.0}, 0};
    bool has_steps = false;
    for (size_t s = 0; s < chart->series_count; s++) {
        has_steps = has_steps || chart->series[s].shape == SERIES_STEP;
        for (size_t i = 0; i < chart->series[s].count; i++) {
            if (is_there(&x, &y, &chart->series[s].points[i])) {
                include(&x, chart->series[s].points[i].x);
                include(&y, chart->series[s].points[i].y);
            }
        }
    }
    finish_scale(&x, has_steps ? 0.02 : 0.0, has_steps ? 0.1 : 0.0);
    finish_scale(&y, 0.06, 0.06);
    write_head(text, chart);
    write_x_axis(text, arena, &x);
    write_y_axis(text, arena, &y);
    text_addf(text, "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#333\"/>\n", LEFT, TOP, BOTTOM, RIGHT);
    for (size_t s = 0; s < chart->series_count; s++) {
        write_series(text, &chart->series[s], s, &x, &y);
    }
    text_add(text, "</svg>\n");
}
