// The set of values a search has tried, so that none is counted twice: keyed hashes alone, no key can be had from them.
#ifndef KCV_TRIED_H
#define KCV_TRIED_H

#include "call.h"
#include <stdbool.h>

struct tried_entry {
  /** 0: free. */
  uint64_t mark;
  /** The plainest kind of hypothesis that led here. */
  uint8_t rank;
  /** It answered the value sought: what was tried once is not computed again. */
  bool hit;
};

struct tried {
  struct tried_entry *entries;
  /** A power of two. */
  size_t capacity;
  size_t count;
  /** The hash's key, random, in secret memory. */
  unsigned char *key;
  /** The value that its entries were compared with; empty before the first search. */
  unsigned char sought[16];
  size_t sought_length;
  /** A search is using it on another thread. */
  bool busy;
};

/** The set behind a handle. @return FAULT_BAD_ARGUMENT where it is no handle of ours or in use, FAULT_RELEASED */
enum fault tried_from(napi_env env, napi_value value, struct tried **out);
/** Whether the set is that of this value; one that is nobody's becomes it. */
bool tried_is_about(struct tried *tried, struct bytes sought);
/** The mark of `length` bytes, a multiple of 8; never 0. */
uint64_t tried_mark(const struct tried *tried, const unsigned char *at, size_t length);
/** The entry of the mark, at the rank that it was first tried at: `rank`, with `fresh` set, where it is new. @return NULL without memory */
struct tried_entry *tried_add(struct tried *tried, uint64_t mark, uint8_t rank, bool *fresh);

#endif
