// Runs programs and judges what they end with. A value that was tried before, or that is the key itself, is not tried again.
#include "judging.h"
#include "heap.h"
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#define CODE_END 0u
#define CODE_CHECK 255u

/** What a check is made over: operand bytes kind, cipher, rank, group (2, big-endian), then the block. */
enum check_kind { CHECK_ECB, CHECK_CMAC, CHECK_SELF };
#define CHECK_HEAD 5u
#define CIPHER_TDES 1u
#define DES_BLOCK 8u
#define RANK_ITSELF 0u

enum fault judging_open(struct judging *judging) {
  enum fault fault = cipher_bench_open(&judging->secrets->machine.bench);
  TRY(valuer_open(&judging->valuer));
  return fault;
}

void judging_close(struct judging *judging) {
  valuer_close(&judging->valuer);
  cipher_bench_close(&judging->secrets->machine.bench);
}

/** A DES key as it acts: three parts, no parity bits, and equal neighbours, which cancel out, as the part that is left. */
static void mark_des(unsigned char *out, const struct cell *key) {
  for (size_t i = 0; i < 24; i++) out[i] = key->at[i % (key->length == 24 ? 24 : key->length)] & 0xfeu;
  if (memcmp(out, out + 8, 8) == 0) memcpy(out, out + 16, 8);
  else if (memcmp(out + 8, out + 16, 8) != 0) return;
  memcpy(out + 8, out, 8);
  memcpy(out + 16, out, 8);
}

/** The same mark for all that answers the same check value to the same question. */
static uint64_t mark_of(struct judging *judging, const unsigned char *operand, struct bytes block) {
  const struct cell *key = &judging->secrets->machine.value;
  unsigned char *marked = judging->secrets->marked;
  bool des = operand[1] <= CIPHER_TDES;
  memset(marked, 0, sizeof judging->secrets->marked);
  if (des) mark_des(marked, key);
  else memcpy(marked, key->at, key->length);
  marked[32] = operand[0] == CHECK_SELF ? CHECK_ECB : operand[0];
  marked[33] = des ? CIPHER_TDES : operand[1];
  marked[34] = (unsigned char)(des ? 0 : key->length);
  marked[35] = (unsigned char)block.length;
  memcpy(marked + 40, block.at, block.length);
  return tried_mark(judging->tried, marked, sizeof judging->secrets->marked);
}

static enum fault add_hit(struct judging *judging, uint32_t place) {
  if (judging->hit_count == judging->hit_room) {
    size_t room = judging->hit_room ? 2 * judging->hit_room : 64;
    uint32_t *hits = realloc(judging->hits, room * sizeof *hits);
    if (!hits) return FAULT_MEMORY_FULL;
    judging->hits = hits;
    judging->hit_room = room;
  }
  judging->hits[judging->hit_count++] = place;
  return FAULT_NONE;
}

/** Whether the value fits as a key is no fault: where it does not, nothing was tried. */
static enum fault check(struct judging *judging, const unsigned char *operand, uint32_t place) {
  struct cell *key = &judging->secrets->machine.value;
  unsigned char value[BLOCK_MAX];
  uint8_t kind = operand[0];
  uint32_t group = (uint32_t)operand[3] << 8 | operand[4];
  if (group == 0) group = judging->secrets->machine.named;
  bool fresh;
  if (kind > CHECK_SELF || group >= GROUPS_MAX) return FAULT_BAD_ARGUMENT;
  const struct cipher *cipher = cipher_at(operand[1], key->length);
  if (!cipher) return FAULT_NONE;
  // The operands and the key are only read; `struct bytes` cannot say so.
  struct bytes block = {(unsigned char *)(uintptr_t)(operand + CHECK_HEAD), (size_t)OPERANDS(operand) - CHECK_HEAD};
  if (kind == CHECK_SELF) block = (struct bytes){key->at, DES_BLOCK};
  if (block.length == 0 || block.length > BLOCK_MAX || block.length % cipher->block != 0) return FAULT_BAD_ARGUMENT;
  if (kind == CHECK_CMAC && block.length != cipher->block) return FAULT_BAD_ARGUMENT;
  if (judging->sought_length > block.length) return FAULT_NONE;
  struct tried_entry *entry = tried_add(judging->tried, mark_of(judging, operand, block), operand[2], &fresh);
  if (!entry) return FAULT_MEMORY_FULL;
  if (entry->rank < operand[2] || entry->rank == RANK_ITSELF) return FAULT_NONE;
  if (group >= judging->groups) judging->groups = group + 1;
  judging->counts[group] += fresh;
  if (fresh) {
    enum value_kind how = kind == CHECK_CMAC ? VALUE_CMAC : VALUE_ECB;
    if (!valuer_run(&judging->valuer, how, cipher, (struct bytes){key->at, key->length}, block, value)) return FAULT_CIPHER;
    entry->hit = CRYPTO_memcmp(value, judging->sought, judging->sought_length) == 0;
    OPENSSL_cleanse(value, sizeof value);
  }
  return entry->hit ? add_hit(judging, place) : FAULT_NONE;
}

static enum fault fault_of(enum outcome outcome) {
  static const enum fault faults[] = {
      [OUTCOME_RAN] = FAULT_NONE,       [OUTCOME_VOID] = FAULT_NONE,      [OUTCOME_MALFORMED] = FAULT_BAD_ARGUMENT,
      [OUTCOME_MEMORY] = FAULT_MEMORY_FULL, [OUTCOME_CIPHER] = FAULT_CIPHER,
  };
  return faults[outcome];
}

/** One program from `*at` on, over what the machine holds. Its checks are counted in `place` also where it is void. */
static enum fault run_program(struct judging *judging, const unsigned char **at, const unsigned char *end,
                              uint32_t *place, bool *applies) {
  struct machine *machine = &judging->secrets->machine;
  for (size_t i = 0; i < REGISTERS; i++) machine->registers[i].length = 0;
  for (;;) {
    if (*at == end) return FAULT_BAD_ARGUMENT;
    unsigned char code = *(*at)++;
    if (code == CODE_END) return FAULT_NONE;
    if (*at == end || (size_t)(end - *at) <= **at) return FAULT_BAD_ARGUMENT;
    const unsigned char *operand = *at + 1;
    *at = operand + OPERANDS(operand);
    if (code == CODE_CHECK) {
      if (OPERANDS(operand) < CHECK_HEAD) return FAULT_BAD_ARGUMENT;
      if (*applies) TRY(check(judging, operand, *place));
      ++*place;
      continue;
    }
    const struct instruction_row *row = instruction_of(code);
    if (!row || OPERANDS(operand) < row->least || OPERANDS(operand) > row->most) return FAULT_BAD_ARGUMENT;
    if (!*applies) continue;
    enum outcome outcome = row->run(machine, operand);
    TRY(fault_of(outcome));
    *applies = outcome != OUTCOME_VOID;
  }
}

static void copy_cell(struct cell *to, const struct cell *from) {
  to->length = from->length;
  memcpy(to->at, from->at, from->length);
}

/** Every program of part `part` over what is there now, each followed by all of the next part. */
static enum fault run_part(struct judging *judging, const struct programs *parts, size_t part, uint32_t *place,
                           bool applies) {
  struct machine *machine = &judging->secrets->machine;
  if (part == PARTS) return FAULT_NONE;
  const unsigned char *at = parts[part].at, *end = at + parts[part].length;
  if (at == end) return run_part(judging, parts, part + 1, place, applies);
  uint32_t named = machine->named;
  struct cell *kept = part > 0 ? &judging->secrets->kept[part - 1] : NULL;
  if (kept) copy_cell(kept, &machine->value);
  while (at < end) {
    bool still = applies;
    machine->named = named;
    if (kept) copy_cell(&machine->value, kept);
    else machine->value.length = 0;
    TRY(run_program(judging, &at, end, place, &still));
    TRY(run_part(judging, parts, part + 1, place, still));
  }
  return FAULT_NONE;
}

enum fault judge_programs(struct judging *judging, const struct programs parts[PARTS]) {
  uint32_t place = 0;
  judging->secrets->machine.named = 0;
  return run_part(judging, parts, 0, &place, true);
}
