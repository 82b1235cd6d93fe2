// The ciphers a key can have, over OpenSSL's EVP. No JavaScript here: bytes in, bytes out.
#ifndef KCV_CIPHER_H
#define KCV_CIPHER_H

#include "argument.h"
#include <openssl/evp.h>

#define BLOCK_MAX 16u
#define KEY_MAX 32u

enum cipher_mode { MODE_ECB, MODE_CBC, MODE_CTR, MODE_COUNT };

/** One algorithm at one key length. */
struct cipher {
  size_t block;
  /** Bytes that OpenSSL wants: a single DES key is repeated up to it. */
  size_t expanded;
  /** Names in OpenSSL's default provider, by mode; NULL where the cipher is not used in that mode. */
  const char *names[MODE_COUNT];
};

/** A direction under one key: how far it goes, and what it goes over. */
struct ciphering {
  const struct cipher *cipher;
  enum cipher_mode mode;
  /** One block, with any mode but MODE_ECB. */
  const unsigned char *iv;
  struct bytes key;
};

/** The table's row of a cipher by its place (des 0, tdes 1, aes 2, sm4 3) and a key length; NULL where there is none. */
const struct cipher *cipher_at(size_t name, size_t key_length);
/** The table's row. @return FAULT_BAD_ARGUMENT for an unknown name, FAULT_BAD_LENGTH for a key length it does not have */
enum fault cipher_from(napi_env env, napi_value name, size_t key_length, const struct cipher **out);
/** The mode, and the iv as the mode wants it: null or one block. @return FAULT_BAD_ARGUMENT, FAULT_BAD_LENGTH */
enum fault mode_from(napi_env env, napi_value mode, napi_value iv, const struct cipher *cipher, struct ciphering *out);

/** OpenSSL's row of a mode, fetched once for the process; NULL where it has none. */
const EVP_CIPHER *cipher_fetched(const struct cipher *cipher, enum cipher_mode mode);
/** The CMAC, fetched once for the process. */
EVP_MAC *cmac_fetched(void);

/** The key as OpenSSL wants it: itself, or repeated in `scratch` (secret memory of `expanded` bytes, NULL if not needed). */
const unsigned char *cipher_key(const struct cipher *cipher, struct bytes key, unsigned char *scratch);

/** Whole blocks (MODE_CTR: any length), no padding; `in` and `out` are of `length` bytes and apart or the same. @return FAULT_CIPHER, FAULT_MEMORY_FULL */
enum fault cipher_run(const struct ciphering *how, bool encrypt, const unsigned char *in, size_t length,
                      unsigned char *out);
/** What serves many runs: setting OpenSSL up anew costs more than the cipher. In secret memory, for the scratch. */
struct cipher_bench {
  /** By direction: decipher, encipher. */
  EVP_CIPHER_CTX *contexts[2];
  /** What each is set up for; NULL at first. */
  const EVP_CIPHER *set_up[2];
  unsigned char scratch[KEY_MAX];
};
/** @return FAULT_MEMORY_FULL; `cipher_bench_close` is due in either case */
enum fault cipher_bench_open(struct cipher_bench *bench);
/** Wipes what OpenSSL kept of the last keys. */
void cipher_bench_close(struct cipher_bench *bench);
/** `cipher_run` on a bench. */
enum fault cipher_run_on(struct cipher_bench *bench, const struct ciphering *how, bool encrypt, const unsigned char *in,
                         size_t length, unsigned char *out);
/** CMAC (SP 800-38B), one block. @return FAULT_CIPHER, FAULT_MEMORY_FULL */
enum fault cipher_mac(const struct cipher *cipher, struct bytes key, struct bytes data, unsigned char *out);

#endif
