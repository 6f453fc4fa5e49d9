/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which network do these rows describe? The header decides what each column is; then every cell is read by
 * its column alone, so that all that is wrong is found in one run; the rules between cells come last.
 */
#include "import/csv_profile.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "import/csv_table.h"
#include "import/measured_network.h"
#include "io/diagnostic.h"
#include "io/json_hints.h"

enum column_kind {
    COLUMN_BLOCK,
    COLUMN_OUTPUT,
    COLUMN_OPS,
    COLUMN_TIME,
    COLUMN_MEMORY,
    COLUMN_EXIT_ACCURACY,
    COLUMN_EXIT_FRACTION,
    COLUMN_EXIT_OPS
};

struct column_name {
    const char *name;
    enum column_kind kind;
    double times;     /* what 1 in the file is in operations, seconds, bytes: times / per */
    double per;       /* two numbers, so that 6.5 ms are the double nearest to 0.0065 */
    bool is_of_batch; /* measured for all samples of a batch */
};

static const struct column_name column_names[] = {
    {"block", COLUMN_BLOCK, 1.0, 1.0, false},
    {"output_bytes", COLUMN_OUTPUT, 1.0, 1.0, true},
    {"macs", COLUMN_OPS, 2.0, 1.0, true},
    {"ops", COLUMN_OPS, 1.0, 1.0, true},
    {"time_s", COLUMN_TIME, 1.0, 1.0, true},
    {"time_ms", COLUMN_TIME, 1.0, 1e3, true},
    {"time_us", COLUMN_TIME, 1.0, 1e6, true},
    {"memory_bytes", COLUMN_MEMORY, 1.0, 1.0, false},
    {"exit_accuracy", COLUMN_EXIT_ACCURACY, 1.0, 1.0, false},
    {"exit_fraction", COLUMN_EXIT_FRACTION, 1.0, 1.0, false},
    {"exit_macs", COLUMN_EXIT_OPS, 2.0, 1.0, true},
    {"exit_ops", COLUMN_EXIT_OPS, 1.0, 1.0, true},
};

enum { COLUMN_NAME_COUNT = sizeof column_names / sizeof column_names[0] };

struct csv_column {
    const struct column_name *name;
    size_t machine; /* of COLUMN_TIME */
};

struct csv_rows {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct csv_table table;
    struct csv_column *columns; /* [table.column_count] */
    struct measured_network *network;
    double batch;
    bool has_input;
};

static void report(const struct csv_rows *rows, const struct csv_cell *cell, const char *message)
{
    diagnostics_add(rows->diagnostics, cell->offset, cell->length, "", message);
}

static const struct csv_cell *cell_of(const struct csv_rows *rows, size_t row, size_t column)
{
    return &rows->table.cells[row * rows->table.column_count + column];
}

static const struct column_name *find_column(const char *name, size_t length)
{
    for (size_t k = 0; k < COLUMN_NAME_COUNT; k++) {
        if (strlen(column_names[k].name) == length && strncmp(column_names[k].name, name, length) == 0) {
            return &column_names[k];
        }
    }
    return NULL;
}

/* Is there a column before `column` that says the same thing? */
static bool is_repeated(const struct csv_rows *rows, size_t column)
{
    const struct csv_column *own = &rows->columns[column];
    for (size_t c = 0; c < column; c++) {
        const struct csv_column *other = &rows->columns[c];
        const bool is_same = other->name != NULL && other->name->kind == own->name->kind;
        if (is_same &&
            (own->name->kind != COLUMN_TIME || strcmp(rows->network->machines[other->machine].name,
                                                      rows->network->machines[own->machine].name) == 0)) {
            return true;
        }
    }
    return false;
}

static void read_column(struct csv_rows *rows, size_t column)
{
    const struct csv_cell *cell = cell_of(rows, 0, column);
    const size_t length = strcspn(cell->text, ":");
    struct csv_column *own = &rows->columns[column];
    own->name = find_column(cell->text, length);
    if (own->name == NULL || (cell->text[length] == ':' && own->name->kind != COLUMN_TIME)) {
        own->name = NULL;
        report(rows, cell,
               "unknown column; known are block, output_bytes, macs or ops, time_s, time_ms or time_us with "
               ":MACHINE, memory_bytes, exit_accuracy, exit_fraction, exit_macs or exit_ops");
        return;
    }
    if (own->name->kind == COLUMN_TIME) {
        const char *machine = cell->text + length + (cell->text[length] == ':');
        if (cell->text[length] == ':' && !json_text_is_id(machine)) {
            report(rows, cell, "the machine must be named by letters, digits, '.', '_' or '-'");
        }
        own->machine = rows->network->machine_count++;
        rows->network->machines[own->machine] =
            (struct measured_machine){.name = machine, .memory_bytes = -1};
    }
    if (is_repeated(rows, column)) {
        report(rows, cell, "a column before it says the same thing");
    }
}

static void read_header(struct csv_rows *rows)
{
    unsigned kinds = 0;
    rows->columns = ARENA_ARRAY(rows->arena, struct csv_column, rows->table.column_count);
    rows->network->machines = ARENA_ARRAY(rows->arena, struct measured_machine, rows->table.column_count);
    for (size_t c = 0; c < rows->table.column_count; c++) {
        read_column(rows, c);
        kinds |= rows->columns[c].name != NULL ? 1U << rows->columns[c].name->kind : 0U;
    }
    if ((kinds & 1U << COLUMN_BLOCK) == 0 || (kinds & 1U << COLUMN_OUTPUT) == 0) {
        report(rows, cell_of(rows, 0, 0), "the columns block and output_bytes are needed");
    }
    if ((kinds & (1U << COLUMN_OPS | 1U << COLUMN_TIME)) == 0) {
        report(rows, cell_of(rows, 0, 0),
               "a column of operations (macs, ops) or of times (time_s) is needed");
    }
}

static void read_id(struct csv_rows *rows, struct measured_block *block, const struct csv_cell *cell)
{
    block->id = cell->text;
    if (!json_text_is_id(cell->text)) {
        report(rows, cell, "a block is named by 1 to 64 letters, digits, '.', '_' or '-'");
    }
    for (const struct measured_block *other = rows->network->blocks; other < block; other++) {
        if (strcmp(other->id, block->id) == 0) {
            report(rows, cell, "there is a block of that name before");
            return;
        }
    }
}

static void set_number(struct csv_rows *rows, struct measured_block *block, const struct csv_column *column,
                       const struct csv_cell *cell)
{
    const bool is_ratio =
        column->name->kind == COLUMN_EXIT_ACCURACY || column->name->kind == COLUMN_EXIT_FRACTION;
    double number = 0.0;
    if (!profile_number(&number, cell->text, strlen(cell->text))) {
        report(rows, cell, "must be a number >= 0");
        return;
    }
    if (is_ratio && number > 1.0) {
        report(rows, cell, "must be between 0 and 1, not in per cent");
        return;
    }
    number =
        number * column->name->times / (column->name->per * (column->name->is_of_batch ? rows->batch : 1.0));
    switch (column->name->kind) {
    case COLUMN_BLOCK:
        break;
    case COLUMN_OUTPUT:
        block->output_bytes = number;
        break;
    case COLUMN_OPS:
        block->ops = number;
        break;
    case COLUMN_TIME:
        block->times_s[column->machine] = number;
        break;
    case COLUMN_MEMORY:
        if (floor(number) < number || number > 9e15) {
            report(rows, cell, "must be a whole number of bytes, at most 9e15");
            return;
        }
        block->memory_bytes = (int64_t)number;
        break;
    case COLUMN_EXIT_ACCURACY:
        block->exit_accuracy = number;
        break;
    case COLUMN_EXIT_FRACTION:
        block->exit_fraction = number;
        break;
    case COLUMN_EXIT_OPS:
        block->exit_ops = number;
        break;
    }
}

static bool has_work(const struct measured_block *block, const struct measured_network *network)
{
    bool has = block->ops >= 0.0;
    for (size_t m = 0; m < network->machine_count; m++) {
        has = has || block->times_s[m] >= 0.0;
    }
    return has;
}

/* Row `row` of the file: a block, or the input. */
static void read_row(struct csv_rows *rows, size_t row)
{
    struct measured_network *network = rows->network;
    struct measured_block *block = &network->blocks[network->block_count];
    *block = (struct measured_block){
        .ops = -1.0,
        .times_s = ARENA_ARRAY(rows->arena, double, network->machine_count),
        .output_bytes = -1.0,
        .exit_accuracy = -1.0,
        .exit_fraction = -1.0,
    };
    for (size_t m = 0; m < network->machine_count; m++) {
        block->times_s[m] = -1.0;
    }
    const size_t before = diagnostics_total(rows->diagnostics);
    for (size_t c = 0; c < rows->table.column_count; c++) {
        const struct csv_cell *cell = cell_of(rows, row, c);
        if (rows->columns[c].name->kind == COLUMN_BLOCK) {
            read_id(rows, block, cell);
        } else if (cell->text[0] != '\0') {
            set_number(rows, block, &rows->columns[c], cell);
        }
    }
    if (diagnostics_total(rows->diagnostics) > before) {
        network->block_count++; /* what is missing for being wrong was said */
        return;
    }
    const struct csv_cell *first = cell_of(rows, row, 0);
    if (block->output_bytes < 0.0) {
        report(rows, first, "output_bytes is missing in this row; the last block may say 0");
    }
    if (row == 1 && strcmp(block->id, "input") == 0 && !has_work(block, network)) {
        network->input_bytes = block->output_bytes;
        return;
    }
    if (!has_work(block, network)) {
        report(rows, first, "this row has neither operations nor a time");
    }
    if (block->exit_accuracy < 0.0 && (block->exit_fraction > 0.0 || block->exit_ops > 0.0)) {
        report(rows, first, "an exit needs its exit_accuracy");
    }
    network->block_count++;
}

enum status csv_profile_read(struct measured_network *network, struct arena *arena,
                             const struct profile_request *request)
{
    struct measured_network read = {.input_bytes = -1.0};
    struct csv_rows rows = {.arena = arena,
                            .diagnostics = &request->diagnostics[0],
                            .network = &read,
                            .batch = request->batch > 0 ? (double)request->batch : 1.0};
    const char *bytes = NULL;
    size_t length = 0;
    if (profile_text_load(&bytes, &length, arena, rows.diagnostics) != STATUS_OK ||
        csv_table_parse(&rows.table, arena, rows.diagnostics, bytes, length) != STATUS_OK) {
        return STATUS_INPUT;
    }
    read_header(&rows);
    if (diagnostics_total(rows.diagnostics) > 0) {
        return STATUS_INPUT;
    }
    if (rows.table.row_count - 1 > IMPORT_BLOCKS_LIMIT) {
        diagnostics_add_file(rows.diagnostics, arena_printf(arena, "more than %d rows", IMPORT_BLOCKS_LIMIT));
        return STATUS_INPUT;
    }
    read.blocks = ARENA_ARRAY(arena, struct measured_block, rows.table.row_count);
    for (size_t row = 1; row < rows.table.row_count; row++) {
        read_row(&rows, row);
    }
    if (read.block_count == 0) {
        diagnostics_add_file(rows.diagnostics, "it has no block");
    }
    if (diagnostics_total(rows.diagnostics) > 0) {
        return STATUS_INPUT;
    }
    read.conversion =
        request->batch > 1
            ? arena_printf(arena, "Times, operations and outputs are those of a batch divided by %.0f.",
                           rows.batch)
            : "";
    *network = read;
    return STATUS_OK;
}

static bool is_of_exit(const struct column_name *name)
{
    return name->kind == COLUMN_EXIT_ACCURACY || name->kind == COLUMN_EXIT_FRACTION ||
           name->kind == COLUMN_EXIT_OPS;
}

static void read_exit_header(struct csv_rows *rows)
{
    bool has_block = false;
    bool has_accuracy = false;
    rows->columns = ARENA_ARRAY(rows->arena, struct csv_column, rows->table.column_count);
    for (size_t c = 0; c < rows->table.column_count; c++) {
        const struct csv_cell *cell = cell_of(rows, 0, c);
        const struct column_name *name = find_column(cell->text, strlen(cell->text));
        if (name == NULL || (name->kind != COLUMN_BLOCK && !is_of_exit(name))) {
            report(rows, cell,
                   "must be block, exit_accuracy, exit_fraction, exit_macs or exit_ops in a file of exits");
            continue;
        }
        rows->columns[c].name = name;
        has_block = has_block || name->kind == COLUMN_BLOCK;
        has_accuracy = has_accuracy || name->kind == COLUMN_EXIT_ACCURACY;
        if (is_repeated(rows, c)) {
            report(rows, cell, "a column before it says the same thing");
        }
    }
    if (!has_block || !has_accuracy) {
        report(rows, cell_of(rows, 0, 0), "the columns block and exit_accuracy are needed");
    }
}

/* The block that the row names; NULL with a diagnostic. */
static struct measured_block *find_block(const struct csv_rows *rows, size_t row)
{
    for (size_t c = 0; c < rows->table.column_count; c++) {
        if (rows->columns[c].name->kind != COLUMN_BLOCK) {
            continue;
        }
        const struct csv_cell *cell = cell_of(rows, row, c);
        for (size_t b = 0; b < rows->network->block_count; b++) {
            struct measured_block *block = &rows->network->blocks[b];
            if (strcmp(block->id, cell->text) == 0 && block->exit_accuracy < 0.0) {
                return block;
            }
        }
        report(rows, cell, "the profile has no such block, or it has an exit already");
    }
    return NULL;
}

enum status csv_exits_read(struct measured_network *network, struct arena *arena,
                           struct diagnostics *diagnostics)
{
    struct csv_rows rows = {.arena = arena, .diagnostics = diagnostics, .network = network, .batch = 1.0};
    const char *bytes = NULL;
    size_t length = 0;
    if (profile_text_load(&bytes, &length, arena, diagnostics) != STATUS_OK ||
        csv_table_parse(&rows.table, arena, diagnostics, bytes, length) != STATUS_OK) {
        return STATUS_INPUT;
    }
    read_exit_header(&rows);
    for (size_t row = 1; diagnostics_total(diagnostics) == 0 && row < rows.table.row_count; row++) {
        struct measured_block *block = find_block(&rows, row);
        for (size_t c = 0; block != NULL && c < rows.table.column_count; c++) {
            const struct csv_cell *cell = cell_of(&rows, row, c);
            if (is_of_exit(rows.columns[c].name) && cell->text[0] != '\0') {
                set_number(&rows, block, &rows.columns[c], cell);
            }
        }
        if (block != NULL && block->exit_accuracy < 0.0) {
            report(&rows, cell_of(&rows, row, 0), "an exit needs its exit_accuracy");
        }
    }
    return diagnostics_total(diagnostics) > 0 ? STATUS_INPUT : STATUS_OK;
}
