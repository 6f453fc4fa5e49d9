/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_INSTANCE_WRITE_H
#define FINOPT_IO_INSTANCE_WRITE_H

struct instance;
struct text;

/*
 * Adds an instance to `text` as JSON ("finopt-instance-1") that instance_parse() reads back to the same
 * instance, no double rounded. Laid out as the bundled files are: a node, link, block or exit on a line of
 * its own, long ones folded. A value that is the format's default is left out; so are fractions of 0. Ends
 * with a line break. The same instance gives the same bytes on every machine. O(bytes written).
 */
void instance_write(struct text *text, const struct instance *instance);

#endif
