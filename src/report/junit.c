/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do GitLab, Jenkins and Azure read? There is no one schema, so nothing is used that one of them lacks.
 */
#include "report/junit.h"

#include "base/text.h"
#include "report/xml_text.h"

static void add_attribute(struct text *text, const char *name, const char *value)
{
    text_addf(text, " %s=\"", name);
    text_add_xml(text, value);
    text_add(text, "\"");
}

/* Lines stay lines: only the content of an element may have them. */
static void add_lines(struct text *text, const char *lines)
{
    struct text line;
    for (const char *at = lines; *at != '\0';) {
        text_init(&line, text->arena);
        while (*at != '\0' && *at != '\n') {
            text_add_bytes(&line, at++, 1);
        }
        text_add_xml(text, line.data);
        if (*at == '\n') {
            text_add(text, "\n");
            at++;
        }
    }
}

static void write_case(struct text *text, const struct report_case *item)
{
    static const char *const elements[] = {
        [CASE_PASSED] = NULL, [CASE_SKIPPED] = "skipped", [CASE_FAILED] = "failure", [CASE_ERROR] = "error"};
    text_add(text, "    <testcase");
    add_attribute(text, "classname", item->group);
    add_attribute(text, "name", item->name);
    text_addf(text, " time=\"%.6f\">\n", item->time_s);
    if (elements[item->outcome] != NULL) {
        text_addf(text, "      <%s", elements[item->outcome]);
        add_attribute(text, "message", item->message);
        if (item->outcome != CASE_SKIPPED) {
            add_attribute(text, "type", item->verdict);
        }
        text_add(text, "/>\n");
    }
    text_add(text, "      <system-out>");
    text_add_xml(text, item->verdict);
    text_add(text, ": ");
    text_add_xml(text, item->message);
    text_add(text, "\n");
    add_lines(text, item->details);
    text_add(text, "</system-out>\n    </testcase>\n");
}

static void add_counts(struct text *text, const struct report_cases *cases)
{
    double time_s = 0.0;
    for (size_t i = 0; i < cases->count; i++) {
        time_s += cases->items[i].time_s;
    }
    text_addf(text, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"%.6f\"",
              cases->count, report_cases_count(cases, CASE_FAILED), report_cases_count(cases, CASE_ERROR),
              report_cases_count(cases, CASE_SKIPPED), time_s);
}

void junit_write(struct text *text, const struct report_cases *cases)
{
    text_add(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    add_attribute(text, "name", cases->title);
    add_counts(text, cases);
    text_add(text, ">\n  <testsuite");
    add_attribute(text, "name", cases->title);
    add_counts(text, cases);
    text_add(text, ">\n");
    for (size_t i = 0; i < cases->count; i++) {
        write_case(text, &cases->items[i]);
    }
    text_add(text, "    <system-out>");
    add_lines(text, cases->summary);
    text_add(text, "</system-out>\n  </testsuite>\n</testsuites>\n");
}
