/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_IMPORT_INSTANCE_H
#define FINOPT_IMPORT_IMPORT_INSTANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct instance;
struct measured_network;

/* What makes an instance of a profile, and how it is called. Numbers that are negative are not given. */
struct import_settings {
    const struct instance *surroundings; /* its nodes, links and first application are taken over */
    const char *surroundings_words;      /* `the network of net.json` */
    const char *name;                    /* of the instance; its model is called alike */
    const char *profile_words;           /* `csv profile net.csv` */
    const char *source;                  /* where the profile is from; NULL: profile_words */
    const char *licence;                 /* NULL: not given */
    const char *times;                   /* which node is which machine, see import_instance(); NULL */
    const char *exits_words;             /* where the exits are from; NULL: the profile itself */
    int64_t bits;                        /* per value that moves, 32 in the profile */
    double input_bytes;
    double max_latency_s;
    double min_accuracy;
    double rate_per_s;
};

/*
 * Puts a measured network into its surroundings: one model, one application. `times` is a list of
 * `NODE=[MACHINE][*FACTOR]`: blocks take FACTOR (1) times as long on the node as on the machine; a machine
 * that is called like a node is that node, unless the list says otherwise. Without exits the last block has
 * one, of accuracy 1; with fractions there is one configuration, of the accuracy they give. Every number has
 * a provenance. Strings are shared with the network, the surroundings and the settings.
 *
 * STATUS_INPUT: the profile, the surroundings and the settings do not fit together; the message says how.
 */
enum status import_instance(const struct instance **instance, struct arena *arena,
                            const struct measured_network *network, const struct import_settings *settings,
                            struct error *error);

#endif
