/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is a quantity written for a person? printf's %e rounds to five digits first and tells the exponent
 * of what it rounded to, so 0.99999999 becomes `1.0000` and not `1000.00 m`.
 */
#include "report/engineering.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { LEAST_EXPONENT = -15, MOST_EXPONENT = 12 };

/* Whether zeros after the last digit that says something are written. */
enum zeros { ZEROS_KEPT, ZEROS_TRIMMED };

static void add_quantity(struct text *text, double value, const char *unit, int digits, enum zeros zeros)
{
    static const char *const prefixes[] = {"f", "p", "n", "µ", "m", "", "k", "M", "G", "T"};
    if (value == 0.0) {
        text_addf(text, "0 %s", unit);
        return;
    }
    char rounded[32];
    snprintf(rounded, sizeof rounded, "%.*e", digits - 1, value);
    const char *e = strchr(rounded, 'e');
    const int exponent = e != NULL ? (int)strtol(e + 1, NULL, 10) : MOST_EXPONENT + 3;
    if (exponent < LEAST_EXPONENT || exponent >= MOST_EXPONENT + 3) {
        text_addf(text, "%s %s", rounded, unit);
        return;
    }
    const int thousands = (exponent - LEAST_EXPONENT) / 3;
    const int digits_before_point = (exponent - LEAST_EXPONENT) % 3;
    const double mantissa = strtod(rounded, NULL) / pow(10.0, exponent - digits_before_point);
    char number[32];
    int length = snprintf(number, sizeof number, "%.*f", digits - 1 - digits_before_point, mantissa);
    if (zeros == ZEROS_TRIMMED && strchr(number, '.') != NULL) {
        while (number[length - 1] == '0') {
            length--;
        }
        length -= number[length - 1] == '.';
    }
    text_addf(text, "%.*s %s%s", length, number, prefixes[thousands], unit);
}

void text_add_quantity(struct text *text, double value, const char *unit)
{
    add_quantity(text, value, unit, 5, ZEROS_KEPT);
}

void text_add_short_quantity(struct text *text, double value, const char *unit)
{
    add_quantity(text, value, unit, 5, ZEROS_TRIMMED);
}

void text_add_exact_quantity(struct text *text, double value, const char *unit)
{
    add_quantity(text, value, unit, 15, ZEROS_TRIMMED);
}

void text_add_percent(struct text *text, double ratio)
{
    const double percent = 100.0 * ratio;
    if (percent == 0.0) {
        text_add(text, "0 %");
    } else if (fabs(percent) < 0.001) {
        text_add(text, percent > 0.0 ? "<0.001 %" : ">-0.001 %");
    } else if (percent < 100.0 && percent > 99.9) {
        text_add(text, ">99.9 %");
    } else {
        text_addf(text, fabs(percent) < 0.1 ? "%.2g %%" : "%.1f %%", percent);
    }
}

void text_add_duration(struct text *text, double seconds)
{
    if (seconds < 1.0) {
        text_addf(text, "%.1f ms", 1e3 * seconds);
    } else {
        text_addf(text, "%.2f s", seconds);
    }
}

double quanta_in_si(int64_t quanta, double quantum)
{
    const double per_unit = nearbyint(1.0 / quantum);
    /* 1e-9 is no double but 1e9 is: dividing rounds once, multiplying twice. */
    return quantum < 1.0 && 1.0 / per_unit == quantum ? (double)quanta / per_unit : (double)quanta * quantum;
}
