/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which families of instances can be made up? A family is added by one line here. */
#include <stddef.h>
#include <string.h>

#include "generate/family.h"
#include "generate/multi.h"

const struct family family_table[] = {
    {"multi", "several applications that share devices, edge servers, a cloud and the links between",
     multi_generate},
    {NULL, NULL, NULL},
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
