// The machine's table of instructions, and those that join values or encipher them.
#include "machine.h"
#include <string.h>

const struct cell *machine_cell(const struct machine *machine, unsigned char name) {
  if (name < machine->input_count) return &machine->inputs[name];
  if (name >= FIRST_REGISTER && name < FIRST_REGISTER + REGISTERS) return &machine->registers[name - FIRST_REGISTER];
  return NULL;
}

void machine_turn(struct machine *machine) {
  struct cell *value = &machine->value, *spare = &machine->spare;
  for (size_t i = 0; i < spare->length || i < value->length; i++) {
    unsigned char kept = value->at[i];
    value->at[i] = spare->at[i];
    spare->at[i] = kept;
  }
  size_t length = value->length;
  value->length = spare->length;
  spare->length = length;
}

static enum outcome load(struct machine *machine, const unsigned char *operand) {
  const struct cell *from = machine_cell(machine, operand[0]);
  if (!from) return OUTCOME_MALFORMED;
  if (from->length == 0) return OUTCOME_VOID;
  machine->value.length = from->length;
  memcpy(machine->value.at, from->at, from->length);
  return OUTCOME_RAN;
}

static enum outcome save(struct machine *machine, const unsigned char *operand) {
  if (operand[0] < FIRST_REGISTER || operand[0] >= FIRST_REGISTER + REGISTERS) return OUTCOME_MALFORMED;
  struct cell *to = &machine->registers[operand[0] - FIRST_REGISTER];
  to->length = machine->value.length;
  memcpy(to->at, machine->value.at, to->length);
  return OUTCOME_RAN;
}

static enum outcome literal(struct machine *machine, const unsigned char *operand) {
  machine->value.length = OPERANDS(operand);
  memcpy(machine->value.at, operand, machine->value.length);
  return OUTCOME_RAN;
}

static enum outcome xor_cell(struct machine *machine, const unsigned char *operand) {
  const struct cell *with = machine_cell(machine, operand[0]);
  if (!with) return OUTCOME_MALFORMED;
  if (with->length != machine->value.length) return OUTCOME_VOID;
  for (size_t i = 0; i < with->length; i++) machine->value.at[i] ^= with->at[i];
  return OUTCOME_RAN;
}

/** The mask over each whole stretch of the value. */
static enum outcome xor_mask(struct machine *machine, const unsigned char *operand) {
  size_t count = OPERANDS(operand);
  if (machine->value.length % count != 0) return OUTCOME_VOID;
  for (size_t i = 0; i < machine->value.length; i++) machine->value.at[i] ^= operand[i % count];
  return OUTCOME_RAN;
}

static enum outcome append(struct machine *machine, const unsigned char *operand) {
  const struct cell *with = machine_cell(machine, operand[0]);
  if (!with) return OUTCOME_MALFORMED;
  if (with->length == 0 || machine->value.length + with->length > CELL_MAX) return OUTCOME_VOID;
  memcpy(machine->value.at + machine->value.length, with->at, with->length);
  machine->value.length += with->length;
  return OUTCOME_RAN;
}

/** Operands: the key's cell, cipher, 0 ecb or 1 cbc with an IV of zeros. */
static enum outcome cipher_value(struct machine *machine, const unsigned char *operand, bool encrypt) {
  static const unsigned char zeros[BLOCK_MAX];
  const struct cell *key = machine_cell(machine, operand[0]);
  if (!key || operand[2] > MODE_CBC) return OUTCOME_MALFORMED;
  const struct cipher *cipher = cipher_at(operand[1], key->length);
  struct cell *value = &machine->value, *spare = &machine->spare;
  if (!cipher || value->length == 0 || value->length % cipher->block != 0) return OUTCOME_VOID;
  // The key is only read; the cast drops a const that `struct bytes` cannot say.
  struct ciphering how = {cipher, (enum cipher_mode)operand[2], zeros, {(unsigned char *)(uintptr_t)key->at, key->length}};
  if (how.mode == MODE_ECB) how.iv = NULL;
  enum fault fault = cipher_run_on(&machine->bench, &how, encrypt, value->at, value->length, spare->at);
  if (fault) return fault == FAULT_MEMORY_FULL ? OUTCOME_MEMORY : OUTCOME_CIPHER;
  memcpy(value->at, spare->at, value->length);
  return OUTCOME_RAN;
}
static enum outcome encipher(struct machine *machine, const unsigned char *operand) {
  return cipher_value(machine, operand, true);
}
static enum outcome decipher(struct machine *machine, const unsigned char *operand) {
  return cipher_value(machine, operand, false);
}

/** Operand: a name. VOID where it stands already: nothing is a cause of itself. */
enum outcome name_cause(struct machine *machine, const unsigned char *operand) {
  if (operand[0] == 0 || operand[0] >= NAMES_MAX || machine->named >= NAMES_MAX) return OUTCOME_MALFORMED;
  if (machine->named == operand[0]) return OUTCOME_VOID;
  machine->named = machine->named * NAMES_MAX + operand[0];
  return OUTCOME_RAN;
}

// The codes are those of electron/keys/explain/program.ts. Code 0 ends a program and is the search's own.
static const struct instruction_row rows[] = {
    [1] = {1, 1, load},
    [2] = {1, 1, save},
    [3] = {1, CELL_MAX, literal},
    [4] = {1, 1, xor_cell},
    [5] = {1, CELL_MAX, xor_mask},
    [6] = {1, 1, append},
    [7] = {3, 3, encipher},
    [8] = {3, 3, decipher},
    [9] = {1, 1, reverse_groups},
    [10] = {1, 1, rotate_left},
    [11] = {0, 0, swap_nibbles},
    [12] = {2, 2, and_or_bytes},
    [13] = {1, 1, set_parity},
    [14] = {2, 2, slice_value},
    [15] = {3, 3, fit_length},
    [16] = {3, 3, fill_range},
    [17] = {3, 3, exchange_groups},
    [18] = {2, 16, substitute},
    [19] = {1, 1, as_text},
    [20] = {2, 2, change_digit},
    [21] = {1, 1, transpose_digits},
    [22] = {2, 2, digit_out},
    [23] = {2, 2, digit_in},
    [24] = {1, 1, name_cause},
};

const struct instruction_row *instruction_of(unsigned char code) {
  return code < sizeof rows / sizeof *rows && rows[code].run ? &rows[code] : NULL;
}
