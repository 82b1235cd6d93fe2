// One check value over one key, on contexts that many keys share. No JavaScript here.
#ifndef KCV_VALUE_H
#define KCV_VALUE_H

#include "cipher.h"
#include <stdbool.h>

enum value_kind { VALUE_ECB, VALUE_CMAC, VALUE_KINDS };

/** Contexts that serve many keys: a new one for each key costs more than the cipher. */
struct valuer {
  EVP_CIPHER_CTX *ecb;
  EVP_MAC_CTX *mac;
  /** What each context is set up for; NULL at first. */
  const char *set_up[VALUE_KINDS];
  /** Secret memory: a repeated key. */
  unsigned char *scratch;
};

/** @return FAULT_MEMORY_FULL; `valuer_close` is due in either case */
enum fault valuer_open(struct valuer *valuer);
/** Wipes what OpenSSL kept of the last key. */
void valuer_close(struct valuer *valuer);
/** Whole blocks enciphered, or one block's CMAC; `out` has room for `block.length` bytes. */
bool valuer_run(struct valuer *valuer, enum value_kind kind, const struct cipher *cipher, struct bytes key,
                struct bytes block, unsigned char *out);

#endif
