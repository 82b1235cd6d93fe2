// The set of values a search has tried, so that none is counted twice: keyed hashes alone, no key can be had from them.
#ifndef KCV_TRIED_H
#define KCV_TRIED_H

#include "call.h"
#include <openssl/evp.h>
#include <stdbool.h>

struct tried_entry {
  /** 0: free. */
  uint64_t mark;
  /** The plainest kind of hypothesis that led here. */
  uint8_t rank;
};

struct tried {
  struct tried_entry *entries;
  /** A power of two. */
  size_t capacity;
  size_t count;
  /** The hash's key, random, in secret memory. */
  unsigned char *key;
  /** A search is using it on another thread. */
  bool busy;
};

/** The set behind a handle. @return FAULT_BAD_ARGUMENT where it is no handle of ours or in use, FAULT_RELEASED */
enum fault tried_from(napi_env env, napi_value value, struct tried **out);
/** A context for `tried_mark`; NULL where there is none. */
EVP_MAC_CTX *tried_context(void);
/** Overwrites what the context kept, and frees it. */
void tried_context_free(EVP_MAC_CTX *context);
/** The mark of `length` bytes, a multiple of 8 so that none of them stays in the context; never 0. */
bool tried_mark(const struct tried *tried, EVP_MAC_CTX *context, const unsigned char *at, size_t length, uint64_t *out);
/** The rank the mark was first tried at; `rank` itself, with `fresh` set, where it is new. @return false without memory */
bool tried_add(struct tried *tried, uint64_t mark, uint8_t *rank, bool *fresh);

#endif
