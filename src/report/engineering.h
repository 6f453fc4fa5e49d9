/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_ENGINEERING_H
#define FINOPT_REPORT_ENGINEERING_H

#include <stdint.h>

struct text;

/*
 * Numbers as an engineer writes them. A quantity has five significant digits and the SI prefix (f .. T)
 * that leaves one to three digits before the point: 0.085602766 J is `85.603 mJ`. Values outside the
 * prefixes are written with an exponent, zero as `0 J`.
 */
void text_add_quantity(struct text *text, double value, const char *unit);

/* The same without zeros at the end: `30 mJ`; and with all of a double's digits: `2.699087 ms`. */
void text_add_short_quantity(struct text *text, double value, const char *unit);
void text_add_exact_quantity(struct text *text, double value, const char *unit);

/* A ratio in per cent: 0.124 is `12.4 %`. What is not 0 (or not 1) is never shown as it. */
void text_add_percent(struct text *text, double ratio);

/* A measured time, as precise as such times are: `0.9 ms`, `12.34 s`. */
void text_add_duration(struct text *text, double seconds);

/*
 * Quanta in SI units: the double nearest to the decimal product, so that 85602766 quanta of 1e-9 J are
 * 0.085602766 J and not 0.08560276600000001.
 */
double quanta_in_si(int64_t quanta, double quantum);

#endif
