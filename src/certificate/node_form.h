/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_NODE_FORM_H
#define FINOPT_CERTIFICATE_NODE_FORM_H

#include <stdbool.h>
#include <stddef.h>

struct certificate_branch;
struct certificate_cut;
struct problem;

/*
 * Is a branch, or a cut, one of the problem: do its indices exist, are its numbers within the limits of
 * model/certificate.h, its lists ascending? If not, `reason[size]` says what is wrong. O(its size).
 */
bool branch_is_formed(char *reason, size_t size, const struct problem *problem,
                      const struct certificate_branch *branch);
bool cut_is_formed(char *reason, size_t size, const struct problem *problem,
                   const struct certificate_cut *cut);

#endif
