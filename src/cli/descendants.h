/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_DESCENDANTS_H
#define FINOPT_CLI_DESCENDANTS_H

/* From now on this process adopts descendants that lose their parent; nothing where the system cannot do
 * that. */
void descendants_adopt(void);

/* Kills and reaps every child of this process, and the children these leave behind, for at most two seconds.
 */
void descendants_kill(void);

#endif
