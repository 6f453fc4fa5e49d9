/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_CHART_H
#define FINOPT_REPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct text;

/*
 * A chart as data, and as SVG: lines or steps over one pair of axes.
 *
 *   title
 *   y │ ──┐          ── labels      steps: the value of a point holds until the next, and the
 *     │   └────      ─· fin         last to the right edge
 *     └────────── x
 *
 * Series differ by colour, dashes and marker, so that they can be told apart without colour (palette: Okabe
 * and Ito, "Color Universal Design", 2008).
 */
enum series_shape { SERIES_LINE, SERIES_STEP };

enum { CHART_SERIES_LIMIT = 8 };

struct chart_point {
    double x;
    double y; /* NAN: nothing there, the line is broken */
};

struct chart_series {
    const char *name;
    struct chart_point *points; /* [count], x not falling */
    size_t count;
    enum series_shape shape;
};

struct chart_axis {
    const char *title;
    const char *unit; /* "J"; "%" and "" are written without a prefix */
    bool is_logarithmic;
    bool begins_at_zero;
};

struct chart {
    const char *title;
    const char *subtitle; /* NULL: none */
    struct chart_axis x;
    struct chart_axis y;
    struct chart_series series[CHART_SERIES_LIMIT];
    size_t series_count;
    size_t left_out; /* lines that found no room; the chart says so */
};

/* Room for one more line, or NULL, counted in `left_out`. */
struct chart_series *chart_add_series(struct chart *chart);

/* One SVG document, the same bytes on every machine; `arena` for scratch memory. O(points). */
void chart_write_svg(struct text *text, struct arena *arena, const struct chart *chart);

#endif
