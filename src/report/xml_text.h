/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_XML_TEXT_H
#define FINOPT_REPORT_XML_TEXT_H

struct text;

/* As an attribute's value or as text: the five characters of XML, line breaks, and no control characters. */
void text_add_xml(struct text *text, const char *string);

#endif
