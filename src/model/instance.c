/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What places does an instance have? */
#include "model/instance.h"

#include "base/arena.h"

size_t instance_place_count(const struct instance_node *node)
{
    return node->share_count > 0 ? node->share_count : 1;
}

size_t instance_first_place(const struct instance *instance, size_t node)
{
    size_t first = 0;
    for (size_t n = 0; n < node; n++) {
        first += instance_place_count(&instance->nodes[n]);
    }
    return first;
}

const char *instance_place_id(struct arena *arena, const struct instance_node *node, size_t place)
{
    return node->share_count > 0 ? arena_printf(arena, "%s@%g", node->id, node->shares[place]) : node->id;
}
