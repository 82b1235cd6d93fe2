// The end of a program: the value as a key, its check value against the one sought. Runs on any thread; no JavaScript.
#ifndef KCV_JUDGING_H
#define KCV_JUDGING_H

#include "machine.h"
#include "tried.h"
#include "value.h"

/** A name, or two. */
#define GROUPS_MAX (NAMES_MAX * NAMES_MAX)
/** Heads, middles, ends. */
#define PARTS 3u
/** The shortest check value that may be sought: fewer bytes would let every other hypothesis through. */
#define SOUGHT_LEAST 2u

/** Secret memory: the machine, and what is hashed of a key. */
struct judging_secrets {
  struct machine machine;
  unsigned char marked[32 + 8 + BLOCK_MAX];
  /** What the head came to, and the middle. */
  struct cell kept[2];
};

struct judging {
  struct judging_secrets *secrets;
  struct valuer valuer;
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
/** Programs one behind the other, each ended by code 0. */
struct programs {
  const unsigned char *at;
  size_t length;
};
/**
 * Every head with every middle behind it and every end behind that; an empty list is one program that does nothing.
 * @return FAULT_BAD_ARGUMENT for what is no program, FAULT_MEMORY_FULL, FAULT_CIPHER
 */
enum fault judge_programs(struct judging *judging, const struct programs parts[PARTS]);

#endif
