/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_SIGNALS_H
#define FINOPT_CLI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/*
 * SIGINT, SIGTERM, SIGHUP and SIGQUIT: the first asks the program to stop and to print what is known, the
 * second to stop at once. The state is that of the process; a child inherits the handlers and has a state of
 * its own.
 */

/* Installs the handlers, and lets writes to a closed pipe or beyond a size limit fail instead of killing. */
void signals_catch(void);

/* In a child: only SIGTERM, which its parent sends, asks it to stop; it dies when nobody reads its events. */
void signals_start_child(void);

/* The flag a method looks at: not 0 once a signal has arrived. */
const volatile sig_atomic_t *signals_stop_now(void);

/* How many signals have arrived, and which came first (0: none). */
int signals_count(void);
int signals_first(void);

/* From now on signals kill as they always do. */
void signals_release(void);

/* Ends the process by that signal, so that its parent sees 128 + n. Returns only if the signal is blocked. */
void signals_die(int number);

#endif
