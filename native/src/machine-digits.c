// The machine's instructions over hex digits: what a finger does at a keypad. A digit's place counts from 0.
#include "machine.h"
#include <string.h>

/** As a fill: the digit that was pushed out comes in, that is, the digits go round. */
#define FILL_ROUND 16u
/** As a fill: the digit at the place itself, typed twice. */
#define FILL_TWICE 17u

static unsigned digit_at(const struct cell *cell, size_t place) {
  unsigned byte = cell->at[place / 2];
  return place % 2 == 0 ? byte >> 4 : byte & 0x0fu;
}

static void put_digit(struct cell *cell, size_t place, unsigned digit) {
  unsigned byte = cell->at[place / 2];
  byte = place % 2 == 0 ? (byte & 0x0fu) | digit << 4 : (byte & 0xf0u) | digit;
  cell->at[place / 2] = (unsigned char)byte;
}

/** Operand: 0 for upper case, 1 for lower. The value becomes its own hex text. */
enum outcome as_text(struct machine *machine, const unsigned char *operand) {
  static const char *const digits[] = {"0123456789ABCDEF", "0123456789abcdef"};
  struct cell *value = &machine->value, *spare = &machine->spare;
  if (operand[0] > 1) return OUTCOME_MALFORMED;
  if (2 * value->length > CELL_MAX) return OUTCOME_VOID;
  spare->length = 2 * value->length;
  for (size_t i = 0; i < spare->length; i++) spare->at[i] = (unsigned char)digits[operand[0]][digit_at(value, i)];
  machine_turn(machine);
  return OUTCOME_RAN;
}

/** Operands: place, and 1 to 15 by XOR. */
enum outcome change_digit(struct machine *machine, const unsigned char *operand) {
  if (operand[1] == 0 || operand[1] > 15) return OUTCOME_MALFORMED;
  if (operand[0] >= 2 * machine->value.length) return OUTCOME_VOID;
  put_digit(&machine->value, operand[0], digit_at(&machine->value, operand[0]) ^ operand[1]);
  return OUTCOME_RAN;
}

/** Operand: place of the left one of two neighbours. */
enum outcome transpose_digits(struct machine *machine, const unsigned char *operand) {
  struct cell *value = &machine->value;
  size_t place = operand[0];
  if (place + 1 >= 2 * value->length) return OUTCOME_VOID;
  unsigned left = digit_at(value, place), right = digit_at(value, place + 1);
  // Equal neighbours exchanged are no error at all.
  if (left == right) return OUTCOME_VOID;
  put_digit(value, place, right);
  put_digit(value, place + 1, left);
  return OUTCOME_RAN;
}

/** Operands: place of the digit left out, and what fills up the end. */
enum outcome digit_out(struct machine *machine, const unsigned char *operand) {
  struct cell *value = &machine->value;
  size_t digits = 2 * value->length, place = operand[0];
  if (operand[1] > FILL_ROUND) return OUTCOME_MALFORMED;
  if (place >= digits) return OUTCOME_VOID;
  unsigned fill = operand[1] == FILL_ROUND ? digit_at(value, place) : operand[1];
  for (size_t i = place; i + 1 < digits; i++) put_digit(value, i, digit_at(value, i + 1));
  put_digit(value, digits - 1, fill);
  return OUTCOME_RAN;
}

/** Operands: place where a digit comes in and pushes the last one out, and which digit. */
enum outcome digit_in(struct machine *machine, const unsigned char *operand) {
  struct cell *value = &machine->value;
  size_t digits = 2 * value->length, place = operand[0];
  if (operand[1] > FILL_TWICE) return OUTCOME_MALFORMED;
  if (place >= digits) return OUTCOME_VOID;
  unsigned fill = operand[1];
  if (fill == FILL_ROUND) fill = digit_at(value, digits - 1);
  if (fill == FILL_TWICE) fill = digit_at(value, place);
  for (size_t i = digits - 1; i > place; i--) put_digit(value, i, digit_at(value, i - 1));
  put_digit(value, place, fill);
  return OUTCOME_RAN;
}
