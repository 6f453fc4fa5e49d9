/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a line leave the child? At once and whole: what has been written survives whatever comes after. */
#include "cli/event_sender.h"

#include <errno.h>
#include <unistd.h>

#include "cli/child_work.h"
#include "report/record_stream.h"

struct text event_begin(struct event_sender *sender)
{
    struct text text;
    sender->mark = arena_mark(sender->arena);
    text_init(&text, sender->arena);
    return text;
}

void event_send(struct event_sender *sender, const struct text *text)
{
    size_t sent = 0;
    while (sent < text->length) {
        const ssize_t written = write(sender->descriptor, text->data + sent, text->length - sent);
        if (written < 0 && errno != EINTR) {
            _exit(EXIT_NOBODY_LISTENS);
        }
        sent += written > 0 ? (size_t)written : 0;
    }
    arena_rewind(sender->arena, sender->mark);
}

void event_send_finding(struct event_sender *sender, const struct finding *finding)
{
    struct text text = event_begin(sender);
    record_stream_write_finding(&text, finding);
    event_send(sender, &text);
}

void event_send_waiting(struct event_sender *sender)
{
    struct text text = event_begin(sender);
    record_stream_write_waiting(&text);
    event_send(sender, &text);
}

void event_send_working(struct event_sender *sender)
{
    struct text text = event_begin(sender);
    record_stream_write_working(&text);
    event_send(sender, &text);
}

void event_send_done(struct event_sender *sender, const struct child_ending *ending)
{
    struct text text = event_begin(sender);
    record_stream_write_done(&text, ending);
    event_send(sender, &text);
}
