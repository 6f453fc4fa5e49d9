/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this still the same instance? Its canonical text, without what no method reads, is hashed. */
#include "io/instance_hash.h"

#include "base/arena.h"
#include "base/text.h"
#include "io/instance_write.h"
#include "model/instance.h"

void instance_hash(char hex[SHA256_HEX_SIZE], struct arena *scratch, const struct instance *instance)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct instance bare = *instance;
    struct text text;
    bare.description = NULL;
    bare.reference = NULL;
    bare.provenance_count = 0;
    bare.expected = (struct expected){.status = EXPECTED_NOTHING};
    text_init(&text, scratch);
    instance_write(&text, &bare);
    sha256_hex(hex, text.data, text.length);
    arena_rewind(scratch, mark);
}
