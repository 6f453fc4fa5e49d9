/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a baseline kept? As JSON that people read line by line, and that is read back without a digit lost.
 */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "baseline/baseline_file.h"
#include "baseline/baseline_solu.h"
#include "io/diagnostic.h"
#include "io/json_integer.h"
#include "io/json_reader.h"
#include "io/json_writer.h"

static void add_string(struct text *text, const char *string)
{
    struct json_writer json;
    json_writer_init(&json, text, JSON_COMPACT);
    json_write_string(&json, string);
}

static void write_entry(struct text *text, const struct baseline_entry *entry)
{
    text_add(text, "    { \"instance\": ");
    add_string(text, entry->instance);
    if (entry->sha256 != NULL) {
        text_addf(text, ", \"sha256\": \"%s\"", entry->sha256);
    }
    text_addf(text, ", \"status\": \"%s\"", result_status_name(entry->status));
    if (entry->status == RESULT_OPTIMAL || entry->status == RESULT_FEASIBLE) {
        text_addf(text, ", \"energy\": \"%" PRId64 "\"", entry->energy_quanta);
    }
    text_add(text, ", \"energies\": {");
    for (size_t e = 0; e < entry->energy_count; e++) {
        text_add(text, e == 0 ? " " : ", ");
        add_string(text, entry->energies[e].method);
        if (entry->energies[e].has_plan) {
            text_addf(text, ": \"%" PRId64 "\"", entry->energies[e].energy_quanta);
        } else {
            text_add(text, ": null");
        }
    }
    text_add(text, entry->energy_count > 0 ? " } }" : "} }");
}

void baseline_json_write(struct text *text, const struct baseline *baseline)
{
    text_add(text, "{\n  \"format\": \"finopt-baseline-1\",\n");
    if (baseline->tool != NULL) {
        text_add(text, "  \"tool\": ");
        add_string(text, baseline->tool);
        text_add(text, ",\n");
    }
    text_add(text, "  \"instances\": [\n");
    for (size_t i = 0; i < baseline->entry_count; i++) {
        write_entry(text, &baseline->entries[i]);
        text_add(text, i + 1 < baseline->entry_count ? ",\n" : "\n");
    }
    text_add(text, "  ]\n}\n");
}

void baseline_write(struct text *text, const struct baseline *baseline, const char *file)
{
    static const char suffix[] = ".solu";
    const size_t length = file != NULL ? strlen(file) : 0;
    if (length >= strlen(suffix) && strcmp(file + length - strlen(suffix), suffix) == 0) {
        baseline_solu_write(text, baseline);
    } else {
        baseline_json_write(text, baseline);
    }
}

static bool is_hex(const char *string)
{
    return strlen(string) == 64 && strspn(string, "0123456789abcdef") == 64;
}

/* A string of decimal digits. */
static bool read_energy(int64_t *energy_quanta, struct json_value value)
{
    const char *digits = NULL;
    if (!json_read_string(&digits, value, JSON_TEXT_FILLED)) {
        return false;
    }
    enum { DIGITS_LIMIT = 19 };
    if (strspn(digits, "0123456789") != strlen(digits) || strlen(digits) > DIGITS_LIMIT ||
        (digits[0] == '0' && digits[1] != '\0') ||
        json_integer_parse(energy_quanta, digits, strlen(digits)) != INTEGER_READ) {
        json_report(value, "must be a whole number of quanta in decimal digits, got \"%s\"", digits);
        return false;
    }
    return true;
}

static void read_energies(struct baseline_entry *entry, struct arena *arena, struct json_value object)
{
    if (json_is_missing(object) || !json_check_object(object, NULL)) {
        return;
    }
    entry->energies = ARENA_ARRAY(arena, struct baseline_energy, json_count(object));
    for (struct json_value value = json_first(object); !json_is_missing(value); value = json_next(value)) {
        struct baseline_energy energy = {.method = json_key(value)};
        energy.has_plan = json_kind(value) != JSON_NULL;
        if (!energy.has_plan || read_energy(&energy.energy_quanta, value)) {
            entry->energies[entry->energy_count++] = energy;
        }
    }
}

static void read_entry(struct baseline *baseline, struct arena *arena, struct json_value value)
{
    static const char *const keys[] = {"instance", "sha256", "status", "energy", "energies", NULL};
    static const char *const words[] = {"optimal", "feasible", "infeasible", "unknown", NULL};
    struct baseline_entry entry = {.instance = NULL};
    size_t status = 0;
    if (!json_check_object(value, keys)) {
        return;
    }
    const bool has_name =
        json_member_string(&entry.instance, value, "instance", JSON_REQUIRED, JSON_TEXT_LABEL);
    const struct json_value hash = json_member(value, "sha256");
    if (!json_is_missing(hash) && json_read_string(&entry.sha256, hash, JSON_TEXT_ANY) &&
        !is_hex(entry.sha256)) {
        json_report(hash, "must be 64 hexadecimal digits in lower case");
    }
    if (json_member_choice(&status, value, "status", JSON_REQUIRED, words)) {
        entry.status = (enum result_status)status;
        const bool needs_energy = entry.status == RESULT_OPTIMAL || entry.status == RESULT_FEASIBLE;
        const struct json_value energy =
            needs_energy ? json_required_member(value, "energy") : json_member(value, "energy");
        if (!needs_energy && !json_is_missing(energy)) {
            json_report(energy, "there is no energy with status \"%s\"", words[status]);
        } else if (!json_is_missing(energy)) {
            read_energy(&entry.energy_quanta, energy);
        }
    }
    read_energies(&entry, arena, json_member(value, "energies"));
    if (has_name && baseline_find(baseline, entry.instance) != NULL) {
        json_report(json_member(value, "instance"), "instance \"%s\" is there already", entry.instance);
    } else if (has_name) {
        baseline_put(baseline, arena, &entry);
    }
}

static enum status parse_json(struct baseline *baseline, struct arena *arena, struct diagnostics *diagnostics,
                              const char *bytes, size_t length)
{
    static const char *const keys[] = {"format", "tool", "instances", NULL};
    static const char *const formats[] = {"finopt-baseline-1", NULL};
    struct baseline result = {.tool = NULL};
    struct json_value root;
    struct json_value list;
    size_t format = 0;
    if (json_parse(&root, arena, diagnostics, bytes, length) != STATUS_OK) {
        return STATUS_INPUT;
    }
    if (!json_member_choice(&format, root, "format", JSON_REQUIRED, formats) ||
        !json_check_object(root, keys)) {
        return STATUS_INPUT; /* another kind of file */
    }
    json_member_string(&result.tool, root, "tool", JSON_OPTIONAL, JSON_TEXT_LABEL);
    if (json_member_list(&list, root, "instances", JSON_REQUIRED, JSON_LIST_ANY)) {
        for (struct json_value value = json_first(list); !json_is_missing(value); value = json_next(value)) {
            read_entry(&result, arena, value);
        }
    }
    if (diagnostics_total(diagnostics) > 0) {
        return STATUS_INPUT;
    }
    *baseline = result;
    return STATUS_OK;
}

enum status baseline_parse(struct baseline *baseline, struct arena *arena, struct diagnostics *diagnostics,
                           const char *bytes, size_t length)
{
    size_t begin = 0;
    while (begin < length && strchr(" \t\r\n", bytes[begin]) != NULL && bytes[begin] != '\0') {
        begin++;
    }
    return begin < length && bytes[begin] == '='
               ? baseline_solu_parse(baseline, arena, diagnostics, bytes, length)
               : parse_json(baseline, arena, diagnostics, bytes, length);
}
