/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_INSTANCE_HASH_H
#define FINOPT_IO_INSTANCE_HASH_H

#include "base/sha256.h"

struct arena;
struct instance;

/*
 * SHA-256 of what the instance says, not of how its file looks: of instance_write() without description,
 * reference, provenance and expected. White space, the order of members, and defaults that are spelt out
 * change nothing; a number, an id or the name does. `scratch` is rewound. O(bytes written).
 */
void instance_hash(char hex[SHA256_HEX_SIZE], struct arena *scratch, const struct instance *instance);

#endif
