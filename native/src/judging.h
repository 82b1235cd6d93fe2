// The end of a program: the value as a key, its check value against the one sought. Runs on any thread; no JavaScript.
#ifndef KCV_JUDGING_H
#define KCV_JUDGING_H

#include "machine.h"
#include "tried.h"
#include "value.h"

#define GROUPS_MAX 4096u
/** The shortest check value that may be sought: fewer bytes would let every other hypothesis through. */
#define SOUGHT_LEAST 2u

/** Secret memory: the machine, and what is hashed of a key. */
struct judging_secrets {
  struct machine machine;
  unsigned char marked[32 + 8 + BLOCK_MAX];
};

struct judging {
  struct judging_secrets *secrets;
  struct valuer valuer;
  EVP_MAC_CTX *marking;
  struct tried *tried;
  unsigned char sought[BLOCK_MAX];
  size_t sought_length;
  /** Places of the checks that answered the value sought, counted over all programs from 0. */
  uint32_t *hits;
  size_t hit_count, hit_room;
  /** By group: values tried for the first time. */
  uint32_t counts[GROUPS_MAX];
  uint32_t groups;
};

/** Contexts and nothing else; `judging_close` is due in either case. @return FAULT_MEMORY_FULL */
enum fault judging_open(struct judging *judging);
/** Wipes and frees what `judging_open` made. */
void judging_close(struct judging *judging);
/**
 * All programs, one after the other, each ended by code 0.
 * @return FAULT_BAD_ARGUMENT for what is no program, FAULT_MEMORY_FULL, FAULT_CIPHER
 */
enum fault judge_programs(struct judging *judging, const unsigned char *programs, size_t length);

#endif
