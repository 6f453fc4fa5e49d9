/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does the owner of the instance say it? In the units and keys of the file, with all digits: a value that
 * is written into the file must be the one that was proved.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "base/text.h"
#include "explain/why_infeasible.h"
#include "model/instance.h"
#include "model/problem.h"
#include "report/engineering.h"

static const char *seconds_words(struct arena *arena, const struct problem *problem, int64_t quanta)
{
    struct text text;
    text_init(&text, arena);
    text_add_exact_quantity(&text, quanta_in_si(quanta, problem->time_quantum_s), "s");
    return text.data;
}

static const char *accuracy_words(struct arena *arena, int64_t ppb)
{
    return arena_printf(arena, "%.9g", (double)ppb / (double)ACCURACY_SCALE);
}

static const char *parts_words(struct arena *arena, int64_t ppm)
{
    return arena_printf(arena, "%.15g", (double)ppm / (double)LOAD_SCALE);
}

/* What the limit is about: `deadline of camera`. */
static const char *subject_words(struct arena *arena, const struct limit *limit,
                                 const struct instance *instance)
{
    const struct instance_application *applications = instance->applications;
    switch (limit->kind) {
    case LIMIT_DEADLINE:
        return arena_printf(arena, "deadline of %s", applications[limit->application].id);
    case LIMIT_ACCURACY:
        return arena_printf(arena, "accuracy of %s", applications[limit->application].id);
    case LIMIT_NODES:
        return arena_printf(
            arena, "block %s of %s",
            instance->models[applications[limit->application].model].blocks[limit->subject].id,
            applications[limit->application].id);
    case LIMIT_CAPACITY:
        return arena_printf(arena, "max_utilization of %s", instance->nodes[limit->subject].id);
    case LIMIT_MEMORY:
        return arena_printf(arena, "memory_bytes of %s", instance->nodes[limit->subject].id);
    case LIMIT_LINK:
        return arena_printf(arena, "max_utilization of link %s -> %s",
                            instance->nodes[instance->links[limit->subject].from].id,
                            instance->nodes[instance->links[limit->subject].to].id);
    case LIMIT_NO_LINK:
        break;
    }
    return arena_printf(arena, "a link %s -> %s", instance->nodes[limit->application].id,
                        instance->nodes[limit->subject].id);
}

/* A value of the limit, in the user's units. */
static const char *value_words(struct arena *arena, const struct limit *limit, const struct problem *problem,
                               int64_t value)
{
    switch (limit->kind) {
    case LIMIT_DEADLINE:
        return seconds_words(arena, problem, value);
    case LIMIT_ACCURACY:
        return accuracy_words(arena, value);
    case LIMIT_CAPACITY:
    case LIMIT_LINK:
        return parts_words(arena, value);
    case LIMIT_MEMORY:
        return arena_printf(arena, "%" PRId64, value);
    case LIMIT_NODES:
    case LIMIT_NO_LINK:
        break;
    }
    return "";
}

/* The nodes of a list, `device, edge`. */
static const char *allowed_words(struct arena *arena, const struct limit *limit,
                                 const struct instance *instance)
{
    const bool *allowed = instance->applications[limit->application].allowed_nodes[limit->subject];
    struct text text;
    text_init(&text, arena);
    for (size_t n = 0; n < instance->node_count; n++) {
        if (allowed[n]) {
            text_addf(&text, "%s%s", text.length > 0 ? ", " : "", instance->nodes[n].id);
        }
    }
    return text.data;
}

const char *limit_words(struct arena *arena, const struct limit *limit, const struct instance *instance,
                        const struct problem *problem)
{
    const char *subject = subject_words(arena, limit, instance);
    if (limit->kind == LIMIT_NODES) {
        return arena_printf(arena, "%s only allowed on %s", subject, allowed_words(arena, limit, instance));
    }
    return arena_printf(arena, "%s, %s", subject,
                        value_words(arena, limit, problem, limit_value(limit, instance, problem)));
}

static const char *nodes_words(struct arena *arena, const struct relaxation *relaxation,
                               const struct instance *instance)
{
    struct text text;
    text_init(&text, arena);
    for (size_t i = 0; i < relaxation->node_count; i++) {
        text_addf(&text, "%s%s", i > 0 ? " or " : "", instance->nodes[relaxation->nodes[i]].id);
    }
    return arena_printf(arena, "%s allowed on %s too", subject_words(arena, &relaxation->limit, instance),
                        text.data);
}

const char *relaxation_words(struct arena *arena, const struct relaxation *relaxation,
                             const struct instance *instance, const struct problem *problem)
{
    const struct limit *limit = &relaxation->limit;
    if (!relaxation->helps) {
        return arena_printf(arena, "%s: %s", subject_words(arena, limit, instance),
                            relaxation->is_exact ? "no value is enough alone"
                                                 : "undecided, a limit came first");
    }
    if (limit->kind == LIMIT_NODES) {
        return nodes_words(arena, relaxation, instance);
    }
    const bool is_part = limit->kind == LIMIT_CAPACITY || limit->kind == LIMIT_LINK;
    return arena_printf(
        arena, "%s %s %s (now %s)%s%s", subject_words(arena, limit, instance),
        limit->kind == LIMIT_ACCURACY ? "<=" : ">=", value_words(arena, limit, problem, relaxation->value),
        value_words(arena, limit, problem, limit_value(limit, instance, problem)),
        is_part && relaxation->value > LOAD_SCALE ? ", more than there is of it" : "",
        relaxation->is_exact ? "" : ", or less: a limit came before the least value");
}

const char *why_infeasible_hint(struct arena *arena, const struct why_infeasible *why,
                                const struct instance *instance, const struct problem *problem)
{
    struct text text;
    text_init(&text, arena);
    for (size_t r = 0; r < why->relaxation_count; r++) {
        if (why->relaxations[r].helps) {
            text_addf(&text, "%s%s", text.length > 0 ? ", or " : "",
                      relaxation_words(arena, &why->relaxations[r], instance, problem));
        }
    }
    for (size_t l = 0; l < why->missing_link_count; l++) {
        text_addf(&text, "%s%s, if fast enough", text.length > 0 ? ", or " : "",
                  subject_words(arena, &why->missing_links[l], instance));
    }
    return text.length > 0 ? text.data : NULL;
}
