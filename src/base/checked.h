/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASE_CHECKED_H
#define FINOPT_BASE_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Integer arithmetic that says when it does not fit, and 128-bit helpers for exact ratios.
 * `checked_x(&result, a, b)` returns false, result untouched, when the value leaves int64_t.
 */
__extension__ typedef __int128 int128;

static inline bool checked_add(int64_t *sum, int64_t a, int64_t b)
{
    int64_t value = 0;
    if (__builtin_add_overflow(a, b, &value)) {
        return false;
    }
    *sum = value;
    return true;
}

static inline bool checked_multiply(int64_t *product, int64_t a, int64_t b)
{
    int64_t value = 0;
    if (__builtin_mul_overflow(a, b, &value)) {
        return false;
    }
    *product = value;
    return true;
}

/* Quotients rounded down and up, for numerators of any sign; denominator > 0. */
static inline int128 floor_divide(int128 numerator, int128 denominator)
{
    const int128 quotient = numerator / denominator;
    return quotient - (numerator % denominator < 0);
}

static inline int128 ceil_divide(int128 numerator, int128 denominator)
{
    const int128 quotient = numerator / denominator;
    return quotient + (numerator % denominator > 0);
}

static inline int64_t min_int64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static inline int64_t max_int64(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Greatest common divisor of non-negative numbers; gcd(0, b) = b. */
static inline int64_t greatest_common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

#endif
