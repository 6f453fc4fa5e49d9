/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a made-up instance say about itself? Its name has all that decides its bytes. */
#include "generate/family_stamp.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/text.h"
#include "model/instance.h"

struct naming {
    struct text name;
    struct text command;
};

static void name_number(struct naming *naming, char letter, const char *option, int64_t value,
                        const struct family_range *range)
{
    if (range->least < range->most) {
        text_addf(&naming->name, "-%c%" PRId64, letter, value);
        text_addf(&naming->command, " --%s %" PRId64, option, value);
    }
}

void family_stamp(struct instance *instance, struct arena *arena, const struct family_stamp *stamp,
                  const struct family_parameters *parameters)
{
    const struct family_ranges *ranges = stamp->ranges;
    struct naming naming;
    text_init(&naming.name, arena);
    text_init(&naming.command, arena);
    text_add(&naming.name, stamp->family);
    text_addf(&naming.command, "finopt generate %s", stamp->family);
    name_number(&naming, 'a', "applications", parameters->applications, &ranges->applications);
    name_number(&naming, 'n', "nodes", parameters->nodes, &ranges->nodes);
    name_number(&naming, 'd', "devices", parameters->devices, &ranges->devices);
    name_number(&naming, 'e', "edges", parameters->edges, &ranges->edges);
    name_number(&naming, 'c', "clouds", parameters->clouds, &ranges->clouds);
    name_number(&naming, 'b', "blocks", parameters->blocks, &ranges->blocks);
    name_number(&naming, 'x', "exits", parameters->exits, &ranges->exits);
    if (ranges->tightness_permille.least < ranges->tightness_permille.most) {
        const char *tightness = family_permille_text(arena, parameters->tightness_permille);
        text_addf(&naming.name, "-t%s", tightness);
        text_addf(&naming.command, " --tightness %s", tightness);
    }
    name_number(&naming, 'g', "gamma", parameters->gamma, &ranges->gamma);
    text_addf(&naming.name, "-s%" PRIu64, parameters->seed);
    text_addf(&naming.command, " --seed %" PRIu64, parameters->seed);
    instance->name = naming.name.data;
    instance->description = arena_printf(arena, "Made up: %s. %s", naming.command.data, stamp->purpose);
    instance->provenance_count = 1;
    instance->provenance = ARENA_NEW(arena, struct provenance);
    instance->provenance[0] = (struct provenance){
        .path = "*",
        .kind = PROVENANCE_ASSUMED,
        .source = stamp->source,
        .licence = "CC0-1.0",
    };
}
