// A check value over one key: the block enciphered, or its CMAC. OpenSSL's contexts are renewed, not made anew.
#include "value.h"
#include "heap.h"
#include <openssl/core_names.h>
#include <openssl/err.h>

#define EXPANDED_MAX 32u

enum fault valuer_open(struct valuer *valuer) {
  *valuer = (struct valuer){.ecb = EVP_CIPHER_CTX_new(), .mac = EVP_MAC_CTX_new(cmac_fetched())};
  valuer->scratch = heap_take(EXPANDED_MAX);
  return valuer->ecb && valuer->mac && valuer->scratch ? FAULT_NONE : FAULT_MEMORY_FULL;
}

void valuer_close(struct valuer *valuer) {
  EVP_CIPHER_CTX_free(valuer->ecb);
  EVP_MAC_CTX_free(valuer->mac);
  heap_give(valuer->scratch, EXPANDED_MAX);
  *valuer = (struct valuer){0};
  ERR_clear_error();
}

static bool ecb_value(struct valuer *valuer, const struct cipher *cipher, const unsigned char *key, struct bytes block,
                      unsigned char *out) {
  const char *name = cipher->names[MODE_ECB];
  // With the cipher left out OpenSSL only renews the key schedule.
  const EVP_CIPHER *change = name == valuer->set_up[VALUE_ECB] ? NULL : cipher_fetched(cipher, MODE_ECB);
  int written = 0;
  valuer->set_up[VALUE_ECB] = name;
  // Encryption holds no block back, so padding, which only a Final would add, may stay as it is.
  return EVP_EncryptInit_ex2(valuer->ecb, change, key, NULL, NULL) &&
         EVP_EncryptUpdate(valuer->ecb, out, &written, block.at, (int)block.length) && (size_t)written == block.length;
}

static bool cmac_value(struct valuer *valuer, const struct cipher *cipher, const unsigned char *key, struct bytes block,
                       unsigned char *out) {
  const char *name = cipher->names[MODE_CBC];
  OSSL_PARAM with[] = {OSSL_PARAM_utf8_string(OSSL_MAC_PARAM_CIPHER, (char *)name, 0), OSSL_PARAM_END};
  size_t length = 0;
  const OSSL_PARAM *change = name == valuer->set_up[VALUE_CMAC] ? NULL : with;
  valuer->set_up[VALUE_CMAC] = name;
  return EVP_MAC_init(valuer->mac, key, cipher->expanded, change) &&
         EVP_MAC_update(valuer->mac, block.at, block.length) &&
         EVP_MAC_final(valuer->mac, out, &length, cipher->block) && length == cipher->block;
}

static bool (*const run_of[VALUE_KINDS])(struct valuer *, const struct cipher *, const unsigned char *, struct bytes,
                                         unsigned char *) = {[VALUE_ECB] = ecb_value, [VALUE_CMAC] = cmac_value};

bool valuer_run(struct valuer *valuer, enum value_kind kind, const struct cipher *cipher, struct bytes key,
                struct bytes block, unsigned char *out) {
  return run_of[kind](valuer, cipher, cipher_key(cipher, key, valuer->scratch), block, out);
}
