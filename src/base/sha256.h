/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASE_SHA256_H
#define FINOPT_BASE_SHA256_H

#include <stddef.h>

enum { SHA256_HEX_SIZE = 65 };

/* SHA-256 (FIPS 180-4) of `length` bytes, as 64 hexadecimal digits and a NUL. O(length). */
void sha256_hex(char hex[SHA256_HEX_SIZE], const char *bytes, size_t length);

#endif
