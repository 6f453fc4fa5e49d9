/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is nothing left running? A process that adopts orphans has, sooner or later, every descendant for its
 * child: those that are its children are killed and reaped, their children become its own, and so on until
 * there is none.
 */
#include "cli/descendants.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/deadline.h"

#define SWEEP_S 2.0

void descendants_adopt(void)
{
#ifdef __linux__
    (void)prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
}

/* The parent that /proc names for a process; 0 if it does not say. */
static pid_t parent_of(const char *process)
{
    char path[64];
    char line[512];
    const int length = snprintf(path, sizeof path, "/proc/%s/stat", process);
    const int descriptor = length > 0 && (size_t)length < sizeof path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (descriptor < 0) {
        return 0;
    }
    const ssize_t count = read(descriptor, line, sizeof line - 1);
    close(descriptor);
    line[count > 0 ? count : 0] = '\0';
    const char *name_end = strrchr(line, ')'); /* the name before it may hold anything */
    return name_end != NULL && strlen(name_end) > 4 ? (pid_t)strtol(name_end + 4, NULL, 10) : 0;
}

static void kill_children(void)
{
    DIR *processes = opendir("/proc");
    const pid_t self = getpid();
    const struct dirent *entry = NULL;
    while (processes != NULL && (entry = readdir(processes)) != NULL) {
        if (isdigit((unsigned char)entry->d_name[0]) && parent_of(entry->d_name) == self) {
            kill((pid_t)strtol(entry->d_name, NULL, 10), SIGKILL);
        }
    }
    if (processes != NULL) {
        closedir(processes);
    }
}

void descendants_kill(void)
{
    const double end_s = monotonic_seconds() + SWEEP_S;
    for (;;) {
        const pid_t pid = waitpid(-1, NULL, WNOHANG);
        if (pid > 0 || (pid < 0 && errno == EINTR)) {
            continue;
        }
        if (pid < 0 || monotonic_seconds() >= end_s) {
            return; /* there is none, or the system does not let go of one */
        }
        kill_children();
        (void)poll(NULL, 0, 1);
    }
}
