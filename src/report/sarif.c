/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does code scanning read? SARIF 2.1.0, as little of it as shows every finding at its line. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/json_writer.h"
#include "report/lint_file.h"

/* `"key": {"text": "..."}` */
static void write_message(struct json_writer *json, const char *key, const char *string)
{
    json_write_key(json, key);
    json_write_begin_object(json);
    json_write_string_member(json, "text", string);
    json_write_end_object(json);
}

static void write_rules(struct json_writer *json)
{
    json_write_key(json, "rules");
    json_write_begin_array(json);
    for (int r = 0; r < LINT_RULE_COUNT; r++) {
        json_write_begin_object(json);
        json_write_string_member(json, "id", lint_rule_name((enum lint_rule)r));
        write_message(json, "shortDescription", lint_rule_words((enum lint_rule)r));
        json_write_end_object(json);
    }
    json_write_end_array(json);
}

/* A relative reference: what is not allowed in one is escaped. */
static void write_uri(struct json_writer *json, const char *file)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    struct text uri;
    text_init(&uri, json->text->arena);
    for (const char *at = file; *at != '\0'; at++) {
        if (strchr(plain, *at) != NULL) {
            text_add_bytes(&uri, at, 1);
        } else {
            text_addf(&uri, "%%%02X", (unsigned)(unsigned char)*at);
        }
    }
    json_write_string_member(json, "uri", uri.data);
}

static void write_location(struct json_writer *json, const char *file, const struct lint_finding *finding)
{
    json_write_key(json, "locations");
    json_write_begin_array(json);
    json_write_begin_object(json);
    json_write_key(json, "physicalLocation");
    json_write_begin_object(json);
    json_write_key(json, "artifactLocation");
    json_write_begin_object(json);
    write_uri(json, file);
    json_write_end_object(json);
    if (finding->line > 0) {
        json_write_key(json, "region");
        json_write_begin_object(json);
        json_write_key(json, "startLine");
        json_write_int64(json, (int64_t)finding->line);
        json_write_key(json, "startColumn");
        json_write_int64(json, (int64_t)finding->column);
        json_write_end_object(json);
    }
    json_write_end_object(json);
    json_write_end_object(json);
    json_write_end_array(json);
}

/* FNV-1a of the rule and the path in the file. */
static void write_fingerprint(struct json_writer *json, const struct lint_finding *finding)
{
    uint64_t digest = UINT64_C(0xcbf29ce484222325);
    char words[17];
    const char *parts[] = {lint_rule_name(finding->rule), " ", finding->path};
    for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
        for (const char *at = parts[p]; *at != '\0'; at++) {
            digest = (digest ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
        }
    }
    snprintf(words, sizeof words, "%016" PRIx64, digest);
    json_write_key(json, "partialFingerprints");
    json_write_begin_object(json);
    json_write_string_member(json, "rulePath/v1", words);
    json_write_end_object(json);
}

static void write_result(struct json_writer *json, const char *file, const struct lint_finding *finding)
{
    struct text message;
    text_init(&message, json->text->arena);
    text_addf(&message, "%s: %s", finding->path, finding->message);
    json_write_begin_object(json);
    json_write_string_member(json, "ruleId", lint_rule_name(finding->rule));
    json_write_key(json, "ruleIndex");
    json_write_int64(json, finding->rule);
    json_write_string_member(json, "level", finding->level == LINT_WARNING ? "warning" : "note");
    write_message(json, "message", message.data);
    write_location(json, file, finding);
    write_fingerprint(json, finding);
    json_write_end_object(json);
}

void lint_sarif_write(struct text *text, const struct lint_file *files, size_t file_count,
                      const char *version)
{
    struct json_writer json;
    json_writer_init(&json, text, JSON_PRETTY);
    json_write_begin_object(&json);
    json_write_string_member(&json, "version", "2.1.0");
    json_write_key(&json, "runs");
    json_write_begin_array(&json);
    json_write_begin_object(&json);
    json_write_key(&json, "tool");
    json_write_begin_object(&json);
    json_write_key(&json, "driver");
    json_write_begin_object(&json);
    json_write_string_member(&json, "name", "finopt lint");
    json_write_string_member(&json, "version", version);
    write_rules(&json);
    json_write_end_object(&json);
    json_write_end_object(&json);
    json_write_key(&json, "results");
    json_write_begin_array(&json);
    for (size_t f = 0; f < file_count; f++) {
        for (size_t i = 0; i < files[f].report.count; i++) {
            write_result(&json, files[f].file, &files[f].report.findings[i]);
        }
    }
    json_write_end_array(&json);
    json_write_end_object(&json);
    json_write_end_array(&json);
    json_write_end_object(&json);
    text_add(text, "\n");
}
