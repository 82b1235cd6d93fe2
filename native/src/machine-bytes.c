// The machine's instructions over bytes: order, parity, length, and what a line does to single characters.
#include "machine.h"
#include <string.h>

/** Operand: bytes a group; 0 is the whole value. */
enum outcome reverse_groups(struct machine *machine, const unsigned char *operand) {
  struct cell *value = &machine->value;
  size_t group = operand[0] ? operand[0] : value->length;
  if (group == 0 || value->length % group != 0) return OUTCOME_VOID;
  for (size_t at = 0; at < value->length; at += group)
    for (size_t i = 0; i < group / 2; i++) {
      unsigned char kept = value->at[at + i];
      value->at[at + i] = value->at[at + group - 1 - i];
      value->at[at + group - 1 - i] = kept;
    }
  return OUTCOME_RAN;
}

/** Operand: bytes. */
enum outcome rotate_left(struct machine *machine, const unsigned char *operand) {
  struct cell *value = &machine->value, *spare = &machine->spare;
  if (operand[0] >= value->length) return OUTCOME_VOID;
  spare->length = value->length;
  for (size_t i = 0; i < value->length; i++) spare->at[i] = value->at[(i + operand[0]) % value->length];
  machine_turn(machine);
  return OUTCOME_RAN;
}

enum outcome swap_nibbles(struct machine *machine, const unsigned char *operand) {
  (void)operand;
  for (size_t i = 0; i < machine->value.length; i++)
    machine->value.at[i] = (unsigned char)(machine->value.at[i] << 4 | machine->value.at[i] >> 4);
  return OUTCOME_RAN;
}

/** Operands: bits that stay, bits that are set. */
enum outcome and_or_bytes(struct machine *machine, const unsigned char *operand) {
  for (size_t i = 0; i < machine->value.length; i++)
    machine->value.at[i] = (unsigned char)((machine->value.at[i] & operand[0]) | operand[1]);
  return OUTCOME_RAN;
}

static unsigned odd_ones(unsigned byte) { return (unsigned)__builtin_popcount(byte) & 1u; }

/** Operand: bit 0 set for odd parity; bit 1 set for the highest bit as the parity bit, clear for the lowest. */
enum outcome set_parity(struct machine *machine, const unsigned char *operand) {
  if (operand[0] > 3) return OUTCOME_MALFORMED;
  unsigned odd = operand[0] & 1u, bit = operand[0] & 2u ? 0x80u : 0x01u;
  for (size_t i = 0; i < machine->value.length; i++) {
    unsigned rest = machine->value.at[i] & ~bit & 0xffu;
    machine->value.at[i] = (unsigned char)(odd_ones(rest) == odd ? rest : rest | bit);
  }
  return OUTCOME_RAN;
}

/** Operands: from, to. */
enum outcome slice_value(struct machine *machine, const unsigned char *operand) {
  struct cell *value = &machine->value;
  if (operand[0] >= operand[1] || operand[1] > value->length) return OUTCOME_VOID;
  value->length = (size_t)operand[1] - operand[0];
  memmove(value->at, value->at + operand[0], value->length);
  return OUTCOME_RAN;
}

/** Operands: length, what fills up, 0 to cut and fill behind or 1 in front. */
enum outcome fit_length(struct machine *machine, const unsigned char *operand) {
  struct cell *value = &machine->value;
  size_t wanted = operand[0], had = value->length;
  if (wanted == 0 || wanted > CELL_MAX || operand[2] > 1) return OUTCOME_MALFORMED;
  if (operand[2] == 0 && wanted > had) memset(value->at + had, operand[1], wanted - had);
  if (operand[2] == 1 && wanted > had) {
    memmove(value->at + (wanted - had), value->at, had);
    memset(value->at, operand[1], wanted - had);
  }
  if (operand[2] == 1 && wanted < had) memmove(value->at, value->at + (had - wanted), wanted);
  value->length = wanted;
  return OUTCOME_RAN;
}

/** Operands: from, to, the byte that stands there now. */
enum outcome fill_range(struct machine *machine, const unsigned char *operand) {
  if (operand[0] >= operand[1] || operand[1] > machine->value.length) return OUTCOME_VOID;
  memset(machine->value.at + operand[0], operand[2], (size_t)operand[1] - operand[0]);
  return OUTCOME_RAN;
}

/** Operands: bytes a group, one group's place, the other's. */
enum outcome exchange_groups(struct machine *machine, const unsigned char *operand) {
  struct cell *value = &machine->value;
  size_t group = operand[0], one = operand[1] * group, other = operand[2] * group;
  if (group == 0 || one == other) return OUTCOME_MALFORMED;
  if (one + group > value->length || other + group > value->length) return OUTCOME_VOID;
  for (size_t i = 0; i < group; i++) {
    unsigned char kept = value->at[one + i];
    value->at[one + i] = value->at[other + i];
    value->at[other + i] = kept;
  }
  return OUTCOME_RAN;
}

/** Operands: how many bytes are sought, they, and what stands in their place (may be nothing). VOID where there are none. */
enum outcome substitute(struct machine *machine, const unsigned char *operand) {
  struct cell *value = &machine->value, *spare = &machine->spare;
  size_t sought = operand[0], count = OPERANDS(operand), found = 0;
  if (sought == 0 || sought + 1 > count) return OUTCOME_MALFORMED;
  size_t put = count - 1 - sought;
  spare->length = 0;
  for (size_t i = 0; i < value->length;) {
    bool here = i + sought <= value->length && memcmp(value->at + i, operand + 1, sought) == 0;
    const unsigned char *from = here ? operand + 1 + sought : value->at + i;
    size_t length = here ? put : 1;
    if (spare->length + length > CELL_MAX) return OUTCOME_VOID;
    memcpy(spare->at + spare->length, from, length);
    spare->length += length;
    found += here;
    i += here ? sought : 1;
  }
  if (found == 0) return OUTCOME_VOID;
  machine_turn(machine);
  return OUTCOME_RAN;
}
