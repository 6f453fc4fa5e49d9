/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What did the writer of the file mean? The nearest word, by edits, and a table of usual other names. */
#include "io/json_hints.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

#include "io/utf8.h"

/* Strings in messages are cut to this many bytes; only so many words are compared. */
enum { SHOWN_BYTES = 60, COMPARED_WORDS = 1000 };

/* What people call a quantity, and its key here; one name may stand for several keys. */
static const struct {
    const char *name;
    const char *key;
} other_names[] = {
    {"bandwidth", "bits_per_s"},
    {"bandwidth_bps", "bits_per_s"},
    {"throughput", "bits_per_s"},
    {"capacity", "bits_per_s"},
    {"rate", "rate_per_s"},
    {"rate", "bits_per_s"},
    {"frequency", "rate_per_s"},
    {"inferences_per_s", "rate_per_s"},
    {"speed", "ops_per_s"},
    {"flops", "ops_per_s"},
    {"flops", "ops"},
    {"flops_per_s", "ops_per_s"},
    {"macs", "ops"},
    {"operations", "ops"},
    {"power", "power_w"},
    {"watts", "power_w"},
    {"memory", "memory_bytes"},
    {"ram", "memory_bytes"},
    {"utilization", "max_utilization"},
    {"load", "max_utilization"},
    {"delay", "latency_s"},
    {"delay", "max_latency_s"},
    {"latency", "latency_s"},
    {"latency", "max_latency_s"},
    {"latency_ms", "latency_s"},
    {"latency_ms", "max_latency_s"},
    {"deadline", "max_latency_s"},
    {"deadline_s", "max_latency_s"},
    {"energy_per_bit", "energy_j_per_bit"},
    {"joules", "energy_j"},
    {"energy", "energy_j"},
    {"energy", "claimed_energy"},
    {"energy_j", "claimed_energy_j"},
    {"time", "time_s"},
    {"seconds", "time_s"},
    {"time_ms", "time_s"},
    {"source", "from"},
    {"target", "to"},
    {"destination", "to"},
    {"duplex", "bidirectional"},
    {"symmetric", "bidirectional"},
    {"input", "input_bits"},
    {"input_size", "input_bits"},
    {"input_bytes", "input_bits"},
    {"output", "output_bits"},
    {"output_size", "output_bits"},
    {"output_bytes", "output_bits"},
    {"layers", "blocks"},
    {"layer", "block"},
    {"branches", "exits"},
    {"profiles", "profile"},
    {"phi", "fractions"},
    {"probabilities", "fractions"},
    {"accuracy", "min_accuracy"},
    {"accuracy_target", "min_accuracy"},
    {"metric", "latency_metric"},
    {"allowed", "allowed_nodes"},
    {"placement", "nodes"},
    {"apps", "applications"},
    {"network", "model"},
    {"name", "id"},
    {"id", "name"},
    {"license", "licence"},
    {"type", "kind"},
    {"url", "source"},
    {"optimum", "energy"},
    {"version", "format"},
    {"title", "name"},
    {"comment", "description"},
    {"node", "source"},
};

bool json_text_is_id(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    const size_t length = strspn(text, letters);
    return length >= 1 && length <= JSON_ID_LENGTH && text[length] == '\0';
}

bool json_text_is_label(const char *text)
{
    const size_t length = strlen(text);
    if (length < 1 || length > JSON_LABEL_LENGTH) {
        return false;
    }
    for (size_t i = 0; i < length;) {
        uint32_t code = 0;
        const size_t size = utf8_decode(&code, text + i, length - i);
        if (size == 0 || utf8_is_control(code)) {
            return false;
        }
        i += size;
    }
    return true;
}

const char *json_cut_string(struct arena *arena, const char *string)
{
    size_t length = strlen(string);
    if (length <= SHOWN_BYTES) {
        return string;
    }
    length = SHOWN_BYTES;
    while (length > 0 && ((unsigned char)string[length] & 0xC0U) == 0x80U) {
        length--;
    }
    return arena_printf(arena, "%.*s...", (int)length, string);
}

/* Edits between two words whose case does not count, limit + 1 if there are more than `limit`. */
static size_t word_distance(const char *a, const char *b, size_t limit)
{
    const char *const words[] = {a, b};
    char lower[2][JSON_ID_LENGTH + 1];
    for (size_t w = 0; w < 2; w++) {
        const size_t length = strlen(words[w]);
        if (length > JSON_ID_LENGTH) {
            return limit + 1;
        }
        for (size_t i = 0; i <= length; i++) {
            const char letter = words[w][i];
            lower[w][i] = (char)(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
        }
    }
    return edit_distance(lower[0], lower[1], limit);
}

/* How many edits may lie between a word and what was meant: two edits turn any short word into any other. */
static size_t edits_allowed(const char *word)
{
    return strlen(word) <= 3 ? 1 : 2;
}

const char *json_nearest_word(const char *word, const char *const *words, size_t count)
{
    const char *nearest = NULL;
    size_t least = edits_allowed(word) + 1;
    for (size_t i = 0; i < count && i < COMPARED_WORDS; i++) {
        if (words[i] == NULL) {
            continue;
        }
        const size_t distance = word_distance(word, words[i], 2);
        if (distance < least && distance <= edits_allowed(words[i])) {
            least = distance;
            nearest = words[i];
        }
    }
    return nearest;
}

static bool is_in(const char *key, const char *const *keys)
{
    while (*keys != NULL && strcmp(*keys, key) != 0) {
        keys++;
    }
    return *keys != NULL;
}

const char *json_key_hint(const char *key, const char *const *keys)
{
    size_t count = 0;
    while (keys[count] != NULL) {
        count++;
    }
    const char *hint = json_nearest_word(key, keys, count);
    size_t least = edits_allowed(key) + 1;
    if (hint != NULL) {
        return hint;
    }
    for (size_t i = 0; i < sizeof other_names / sizeof other_names[0]; i++) {
        const size_t distance = word_distance(key, other_names[i].name, 2);
        if (distance < least && distance <= edits_allowed(other_names[i].name) &&
            is_in(other_names[i].key, keys)) {
            least = distance;
            hint = other_names[i].key;
        }
    }
    return hint;
}

const char *json_did_you_mean(struct arena *arena, const char *word, const char *const *words, size_t count)
{
    const char *nearest = json_nearest_word(word, words, count);
    return nearest != NULL ? arena_printf(arena, "; did you mean \"%s\"?", nearest) : "";
}

const char *json_word_list(struct arena *arena, const char *const *words, size_t count)
{
    struct text text;
    text_init(&text, arena);
    for (size_t i = 0; i < count; i++) {
        const char *before = i == 0 ? "" : i + 1 == count ? " or " : ", ";
        text_addf(&text, "%s\"%s\"", before, words[i]);
    }
    return text.data;
}
