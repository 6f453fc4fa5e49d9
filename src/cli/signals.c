/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does the program hear that it should stop? The handler counts; everybody else looks when it suits. */
#include "cli/signals.h"

#include <stddef.h>

static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

static volatile sig_atomic_t count;
static volatile sig_atomic_t first;

static void on_signal(int number)
{
    if (count == 0) {
        first = number;
    }
    count = count + 1;
}

static void set_handler(int number, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void signals_catch(void)
{
    for (size_t i = 0; i < sizeof caught / sizeof caught[0]; i++) {
        struct sigaction before;
        /* nohup and background jobs of a shell ignore signals on purpose: leave that alone. */
        if (sigaction(caught[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            set_handler(caught[i], on_signal);
        }
    }
    set_handler(SIGPIPE, SIG_IGN);
    set_handler(SIGXFSZ, SIG_IGN); /* beyond a file size limit write() fails, as on a full disk */
}

void signals_start_child(void)
{
    set_handler(SIGTERM, on_signal);
    set_handler(SIGINT, SIG_IGN);
    set_handler(SIGPIPE, SIG_DFL);
}

const volatile sig_atomic_t *signals_stop_now(void)
{
    return &count;
}

int signals_count(void)
{
    return count;
}

int signals_first(void)
{
    return first;
}

void signals_release(void)
{
    for (size_t i = 0; i < sizeof caught / sizeof caught[0]; i++) {
        struct sigaction now;
        if (sigaction(caught[i], NULL, &now) == 0 && now.sa_handler == on_signal) {
            set_handler(caught[i], SIG_DFL);
        }
    }
}

void signals_die(int number)
{
    set_handler(number, SIG_DFL);
    raise(number);
}
