/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_CSV_FIELDS_H
#define FINOPT_REPORT_CSV_FIELDS_H

struct text;

/* Quoted where it must be; control characters are shown. NULL is empty. */
void text_add_csv_field(struct text *text, const char *string);

/* As in JSON: the shortest digits that read back as the same double. */
void text_add_csv_number(struct text *text, double number);

#endif
