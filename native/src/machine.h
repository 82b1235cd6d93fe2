// A small machine that turns keys into what may have become of them. Keys, registers and results lie in secret memory.
// A program is a list of instructions `code, count, count operand bytes`; no JavaScript here.
#ifndef KCV_MACHINE_H
#define KCV_MACHINE_H

#include "cipher.h"
#include <stdbool.h>

/** Bytes that a value may grow to: two keys' hex text, or some keys joined. */
#define CELL_MAX 128u
#define INPUTS_MAX 64u
#define REGISTERS 4u
/** Names that an instruction may give, from 1. */
#define NAMES_MAX 64u
/** Operands at and above this name a register, those below it an input. */
#define FIRST_REGISTER 0xf0u

struct cell {
  size_t length;
  unsigned char at[CELL_MAX];
};

struct machine {
  /** What every instruction works on. */
  struct cell value;
  struct cell spare;
  struct cell registers[REGISTERS];
  struct cell inputs[INPUTS_MAX];
  uint32_t input_count;
  struct cipher_bench bench;
  /** Whom what was done so far is counted for: one name, or two of them with the first one's in front. */
  uint32_t named;
};

/** How an instruction ends. VOID: it does not apply to these keys, and so nothing that follows does. */
enum outcome { OUTCOME_RAN, OUTCOME_VOID, OUTCOME_MALFORMED, OUTCOME_MEMORY, OUTCOME_CIPHER };

typedef enum outcome (*instruction)(struct machine *machine, const unsigned char *operand);

/** A row of the table of instructions. */
struct instruction_row {
  /** Operand bytes there must be at least, and at most. */
  unsigned char least, most;
  /** With the number of operands at [-1]. */
  instruction run;
};
#define OPERANDS(operand) ((operand)[-1])

/** The instruction of a code; NULL where there is none. */
const struct instruction_row *instruction_of(unsigned char code);
/** An input or a register; NULL where there is none. */
const struct cell *machine_cell(const struct machine *machine, unsigned char name);
/** Makes `spare` the value; what was the value is spare. */
void machine_turn(struct machine *machine);

// Each is a row of the table in machine.c.
enum outcome reverse_groups(struct machine *machine, const unsigned char *operand);
enum outcome rotate_left(struct machine *machine, const unsigned char *operand);
enum outcome swap_nibbles(struct machine *machine, const unsigned char *operand);
enum outcome and_or_bytes(struct machine *machine, const unsigned char *operand);
enum outcome set_parity(struct machine *machine, const unsigned char *operand);
enum outcome slice_value(struct machine *machine, const unsigned char *operand);
enum outcome fit_length(struct machine *machine, const unsigned char *operand);
enum outcome fill_range(struct machine *machine, const unsigned char *operand);
enum outcome exchange_groups(struct machine *machine, const unsigned char *operand);
enum outcome substitute(struct machine *machine, const unsigned char *operand);
enum outcome as_text(struct machine *machine, const unsigned char *operand);
enum outcome change_digit(struct machine *machine, const unsigned char *operand);
enum outcome transpose_digits(struct machine *machine, const unsigned char *operand);
enum outcome digit_out(struct machine *machine, const unsigned char *operand);
enum outcome name_cause(struct machine *machine, const unsigned char *operand);
enum outcome digit_in(struct machine *machine, const unsigned char *operand);

#endif
