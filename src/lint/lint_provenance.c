/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where does every number come from? Numbers of one key that nobody accounts for are one finding, at the
 * first of them: `nodes[*].power_w: 3 numbers`. A file without any provenance is one finding.
 */
#include <string.h>

#include "base/arena.h"
#include "lint/lint.h"
#include "lint/provenance_cover.h"
#include "model/instance.h"

/* The keys of the format that hold numbers: list and key. */
enum { KEY_LIMIT = 64 };

struct uncovered {
    const char *list; /* `blocks` */
    const char *key;  /* `ops` */
    const char *first_path;
    size_t count;
};

struct survey {
    const struct instance *instance;
    struct uncovered keys[KEY_LIMIT];
    size_t key_count;
    bool *is_used; /* [provenance_count] the entry covers something */
    size_t number_count;
};

static struct uncovered *find_key(struct survey *survey, const char *list, const char *key)
{
    for (size_t k = 0; k < survey->key_count; k++) {
        if (strcmp(survey->keys[k].list, list) == 0 && strcmp(survey->keys[k].key, key) == 0) {
            return &survey->keys[k];
        }
    }
    struct uncovered *added = &survey->keys[survey->key_count++];
    *added = (struct uncovered){.list = list, .key = key};
    return added;
}

static void visit_number(void *context, const struct number_name *number, const char *path)
{
    struct survey *survey = context;
    bool is_covered = false;
    survey->number_count++;
    for (size_t p = 0; p < survey->instance->provenance_count; p++) {
        if (provenance_path_covers(survey->instance->provenance[p].path, number)) {
            survey->is_used[p] = true;
            is_covered = true;
        }
    }
    if (!is_covered) {
        /* The last list that the name goes through: steps are list, id, list, id, key. */
        struct uncovered *key =
            find_key(survey, number->steps[number->count - 3], number->steps[number->count - 1]);
        if (key->count++ == 0) {
            key->first_path = path;
        }
    }
}

/*
 * An entry may also speak of what is no number, or of a number that is its default everywhere: then its last
 * step is a key of the format. A misspelt one is not.
 */
static bool is_key_of_format(const char *path)
{
    static const char *const keys[] = {
        "quantum",        "nodes",         "links",           "models",           "applications",
        "blocks",         "exits",         "profile",         "fractions",        "tier",
        "ops_per_s",      "power_w",       "shares",          "memory_bytes",     "latency_s",
        "bits_per_s",     "bidirectional", "max_utilization", "input_bits",       "ops",
        "output_bits",    "accuracy",      "energy_j",        "energy_j_per_bit", "time_s",
        "block",          "source",        "model",           "rate_per_s",       "latency_metric",
        "configurations", "max_latency_s", "min_accuracy",    "allowed_nodes"};
    const char *last = strrchr(path, '.');
    last = last != NULL ? last + 1 : path;
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        if (strcmp(last, keys[k]) == 0) {
            return true;
        }
    }
    return false;
}

void lint_provenance(struct lint_report *report, const struct instance *instance)
{
    struct survey survey = {
        .instance = instance,
        .is_used = ARENA_ARRAY(report->arena, bool, instance->provenance_count),
    };
    const struct number_visitor visitor = {&survey, visit_number, report->arena};
    instance_visit_numbers(instance, &visitor);
    if (instance->provenance_count == 0) {
        lint_add(report, LINT_NO_PROVENANCE, LINT_WARNING, "name",
                 "none of its %zu numbers says where it comes from: there is no \"provenance\"",
                 survey.number_count);
        return;
    }
    for (size_t k = 0; k < survey.key_count; k++) {
        const struct uncovered *key = &survey.keys[k];
        const char *more =
            key->count > 1 ? arena_printf(report->arena, " and %zu more of its kind", key->count - 1) : "";
        lint_add(report, LINT_NO_PROVENANCE, LINT_WARNING, key->first_path,
                 "no entry of \"provenance\" covers this number%s", more);
    }
    for (size_t p = 0; p < instance->provenance_count; p++) {
        const char *path = instance->provenance[p].path;
        if (!survey.is_used[p] && !is_key_of_format(path)) {
            lint_add(report, LINT_STALE_PROVENANCE, LINT_WARNING,
                     arena_printf(report->arena, "provenance[%zu].path", p), "covers no number of this file");
        }
    }
}
