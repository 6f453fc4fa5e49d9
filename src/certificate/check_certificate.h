/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_CHECK_CERTIFICATE_H
#define FINOPT_CERTIFICATE_CHECK_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/deadline.h"

struct arena;
struct certificate;
struct problem;

/*
 * The checker of certificates: recomputes every leaf and every list of model/certificate.h from the problem
 * alone, in integers, with code that no solver shares. What it cannot prove it refuses; what it may not
 * finish it leaves undecided.
 *
 * Beyond what model/certificate.h says: in a proof of infeasibility a node with D > 0 works against
 * one quantum more than the most that any plan can cost. A price or denominator above CERTIFICATE_PRICE_LIMIT
 * is refused, so that no sum overflows.
 */
enum certificate_verdict {
    CERTIFICATE_PROVES_OPTIMUM,       /* the plan is one, and nothing costs less */
    CERTIFICATE_PROVES_BOUND,         /* nothing costs less than floor_quanta */
    CERTIFICATE_PROVES_INFEASIBILITY, /* there is no plan */
    CERTIFICATE_REFUSED,              /* something is wrong, or does not follow */
    CERTIFICATE_TOO_LARGE             /* a limit came first; neither proved nor refused */
};

#define NO_CERTIFICATE_NODE SIZE_MAX

struct certificate_check {
    enum certificate_verdict verdict;
    int64_t floor_quanta; /* with the first two */
    bool has_plan;        /* the certificate has one, and it meets (P1)-(P8) */
    int64_t plan_energy_quanta;
    size_t node;      /* where a proof was refused or left; NO_CERTIFICATE_NODE: no particular one */
    char reason[256]; /* why, with the last two; else empty */
    /* What the proof consists of, as far as it was checked. */
    int64_t branches;
    int64_t lists;
    int64_t cuts;
    int64_t leaves;
    int64_t combinations;
    int64_t choices; /* of some applications together, that combinations tried */
    int64_t paths;   /* that the lists hold, equal applications counted once */
    int64_t labels;  /* that the leaves needed */
    size_t classes;  /* of applications that have the same choices at the same costs */
};

struct certificate_limits {
    size_t memory_limit_bytes; /* of each arena; 0: none */
    struct deadline deadline;
};

/*
 * Checks a certificate whose indices may be anything. Both arenas are rewound. Cost: a few sweeps over the
 * arcs of every class at every leaf, and label setting where those do not close it.
 */
void check_certificate(struct certificate_check *check, struct arena *arena, struct arena *scratch,
                       const struct problem *problem, const struct certificate *certificate,
                       const struct certificate_limits *limits);

#endif
