/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which families of instances can be made up? A family is added by one line here. */
#include <stddef.h>
#include <string.h>

#include "generate/family.h"
#include "generate/hard_families.h"
#include "generate/multi.h"
#include "generate/tiered.h"

const struct family family_table[] = {
    {"multi", "several applications that share devices, edge servers, a cloud and the links between",
     &multi_ranges, multi_generate},
    {"multi-anti",
     "several applications that share memory, each in a hurry: what costs less energy takes more time",
     &multi_anti_ranges, multi_anti_generate},
    {"tiered", "phones, edge servers, clouds, radios and networks within ranges that were measured",
     &tiered_ranges, tiered_generate},
    {"layered", "blocks with nodes of their own, every arc with a time and an energy of its own",
     &layered_ranges, layered_generate},
    {"layered-anti", "the same, what costs less energy takes more time", &layered_ranges,
     layered_anti_generate},
    {"bin-packing", "applications that fill servers, at tightness 1 without a gap", &bin_packing_ranges,
     bin_packing_generate},
    {"subset-sum", "the reduction that makes one application NP-hard, with an odd limit on even weights",
     &subset_sum_ranges, subset_sum_generate},
    {"pareto", "powers of two: every plan is non-dominated", &pareto_ranges, pareto_generate},
    {"quantisation", "the optimum is just in time, FIN at the given gamma does not see it",
     &quantisation_ranges, quantisation_generate},
    {"ties", "equal energies and costs of zero: many optimal plans", &ties_ranges, ties_generate},
    {NULL, NULL, NULL, NULL},
};

const struct family *family_find(const char *name)
{
    for (const struct family *family = family_table; family->name != NULL; family++) {
        if (strcmp(family->name, name) == 0) {
            return family;
        }
    }
    return NULL;
}
