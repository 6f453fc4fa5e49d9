/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a node of the tree speak of things that there are? Its numbers may be anything. */
#include "certificate/node_form.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "certificate/capacity_row.h"
#include "model/certificate.h"
#include "model/problem.h"

/* What is wrong, and where that is written. */
struct fault {
    char *reason; /* [size] */
    size_t size;
};

static bool say(const struct fault *fault, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool say(const struct fault *fault, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault->reason, fault->size, format, arguments);
    va_end(arguments);
    return false;
}

bool branch_is_formed(char *reason, size_t size, const struct problem *problem,
                      const struct certificate_branch *branch)
{
    const struct fault fault = {reason, size};
    const bool is_configuration = branch->property == PROPERTY_CONFIGURATION;
    if (branch->at_most < 0 || branch->application_count == 0 ||
        branch->at_most >= (int64_t)branch->application_count) {
        return say(&fault, "a branch at %" PRId64 " of %zu applications", branch->at_most,
                   branch->application_count);
    }
    if (!is_configuration && (branch->node >= problem->node_count ||
                              (branch->property == PROPERTY_ARC && branch->from >= problem->node_count))) {
        return say(&fault, "a branch on a node that there is not");
    }
    for (size_t i = 0; i < branch->application_count; i++) {
        const size_t h = branch->applications[i];
        if (h >= problem->application_count || (i > 0 && h <= branch->applications[i - 1])) {
            return say(&fault, "the applications of the branch are not ascending");
        }
        if (is_configuration && branch->configuration >= problem->applications[h].configuration_count) {
            return say(&fault, "a branch on a configuration that %s has not", problem->applications[h].id);
        }
    }
    return true;
}

static bool is_ascending(const struct certificate_count *a, const struct certificate_count *b)
{
    return a->application < b->application || (a->application == b->application && a->block < b->block);
}

bool cut_is_formed(char *reason, size_t size, const struct problem *problem,
                   const struct certificate_cut *cut)
{
    const struct fault fault = {reason, size};
    struct capacity_row row;
    if (!capacity_row_find(&row, problem, cut->row, cut->index)) {
        return say(&fault, "a cut on a row that there is not");
    }
    if (cut->at_most < 0 || cut->at_most > CERTIFICATE_COUNT_LIMIT) {
        return say(&fault, "a cut at %" PRId64, cut->at_most);
    }
    for (size_t i = 0; i < cut->count_count; i++) {
        const struct certificate_count *count = &cut->counts[i];
        if (count->application >= problem->application_count || (i > 0 && !is_ascending(count - 1, count))) {
            return say(&fault, "the counts of the cut are not ascending");
        }
        if (count->count <= 0 || count->count > CERTIFICATE_COUNT_LIMIT) {
            return say(&fault, "a cut with a count of %" PRId64, count->count);
        }
    }
    return true;
}
