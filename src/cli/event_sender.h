/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_EVENT_SENDER_H
#define FINOPT_CLI_EVENT_SENDER_H

#include "base/arena.h"
#include "base/text.h"
#include "compare/record.h"

struct child_ending;

/* Where a child's events (report/record_stream.h) go. The arena holds one event, or one batch, at a time. */
struct event_sender {
    int descriptor;
    struct arena *arena;
    struct arena_mark mark;
};

/* An empty text for the next event; record_stream_write_...() fills it. */
struct text event_begin(struct event_sender *sender);

/* Writes it and forgets it. Ends the process when nobody listens any more. */
void event_send(struct event_sender *sender, const struct text *text);

/* The events that consist of one line. */
void event_send_finding(struct event_sender *sender, const struct finding *finding);
void event_send_waiting(struct event_sender *sender);
void event_send_working(struct event_sender *sender);
void event_send_done(struct event_sender *sender, const struct child_ending *ending);

#endif
