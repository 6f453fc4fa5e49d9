/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_JSON_INTEGER_H
#define FINOPT_IO_JSON_INTEGER_H

#include <stddef.h>
#include <stdint.h>

enum integer_reading { INTEGER_READ, INTEGER_FRACTION, INTEGER_TOO_LARGE };

/*
 * The value of a JSON number of at most JSON_NUMBER_LIMIT characters, exactly; `*number` is set only with
 * INTEGER_READ. INTEGER_TOO_LARGE: an integer that int64_t does not hold.
 */
enum integer_reading json_integer_parse(int64_t *number, const char *text, size_t length);

#endif
