/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which integer do these digits say? A double would lose digits above 2^53, so the text is split into its
 * significant digits and a power of ten, and only then summed up with overflow checks: 1e9 and 2.50e1 are
 * integers, 1.5 and 1e-3 are not.
 */
#include "io/json_integer.h"

#include <stdbool.h>

#include "base/checked.h"
#include "io/json_scan.h"

/*
 * The number as digits times ten to the power `exponent`, without zeros at either end: 2.50e3 is "25" and 2.
 * Returns how many digits there are (0: the number is zero).
 */
static size_t split_decimal(char *digits, int64_t *exponent, const char *text, size_t length)
{
    size_t count = 0;
    bool is_fraction = false;
    size_t i = text[0] == '-';
    *exponent = 0;
    for (; i < length && text[i] != 'e' && text[i] != 'E'; i++) {
        if (text[i] == '.') {
            is_fraction = true;
            continue;
        }
        if (count > 0 || text[i] != '0') {
            digits[count++] = text[i];
        }
        *exponent -= is_fraction;
    }
    if (i < length) {
        const bool is_negative = text[i + 1] == '-';
        const bool is_signed = is_negative || text[i + 1] == '+';
        int64_t power = 0;
        for (i += is_signed ? 2 : 1; i < length; i++) {
            power = power < 100000 ? power * 10 + (text[i] - '0') : power;
        }
        *exponent += is_negative ? -power : power;
    }
    while (count > 0 && digits[count - 1] == '0') {
        count--;
        (*exponent)++;
    }
    return count;
}

enum integer_reading json_integer_parse(int64_t *number, const char *text, size_t length)
{
    char digits[JSON_NUMBER_LIMIT + 1];
    int64_t exponent = 0;
    const size_t count = split_decimal(digits, &exponent, text, length);
    int64_t value = 0;
    if (count > 0 && exponent < 0) {
        return INTEGER_FRACTION;
    }
    if (count > 0 && (int64_t)count + exponent > 19) {
        return INTEGER_TOO_LARGE;
    }
    const int64_t sign = text[0] == '-' ? -1 : 1;
    for (size_t i = 0; count > 0 && i < count + (size_t)exponent; i++) {
        const int64_t digit = i < count ? digits[i] - '0' : 0;
        if (!checked_multiply(&value, value, 10) || !checked_add(&value, value, sign * digit)) {
            return INTEGER_TOO_LARGE;
        }
    }
    *number = value;
    return INTEGER_READ;
}
