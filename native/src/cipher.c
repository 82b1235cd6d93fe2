// The table of ciphers, and one run of one over OpenSSL. What EVP keeps of a key lives and is wiped within a run.
#include "cipher.h"
#include "heap.h"
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <pthread.h>
#include <string.h>

// No key block is written under a DES key in counter mode.
#define DES_EDE {"DES-EDE-ECB", "DES-EDE-CBC", NULL}
#define DES_EDE3 {"DES-EDE3-ECB", "DES-EDE3-CBC", NULL}

static const char *const names[] = {"des", "tdes", "aes", "sm4"};
static const char *const modes[MODE_COUNT] = {[MODE_ECB] = "ecb", [MODE_CBC] = "cbc", [MODE_CTR] = "ctr"};

// Single DES is DES-EDE with the key repeated: E(D(E(x))) = E(x). Plain DES is in OpenSSL's legacy provider only.
// DES-EDE runs K1 K2 K1: the same as DES-EDE3 over those 24 bytes, with a third less of key schedule.
static const struct {
  size_t name;
  size_t key_length;
  struct cipher cipher;
} rows[] = {
    {0, 8, {8, 16, DES_EDE}},
    {1, 8, {8, 16, DES_EDE}},
    {1, 16, {8, 16, DES_EDE}},
    {1, 24, {8, 24, DES_EDE3}},
    {2, 16, {16, 16, {"AES-128-ECB", "AES-128-CBC", "AES-128-CTR"}}},
    {2, 24, {16, 24, {"AES-192-ECB", "AES-192-CBC", "AES-192-CTR"}}},
    {2, 32, {16, 32, {"AES-256-ECB", "AES-256-CBC", "AES-256-CTR"}}},
    {3, 16, {16, 16, {"SM4-ECB", "SM4-CBC", "SM4-CTR"}}},
};
#define ROWS (sizeof rows / sizeof *rows)
#define NAMES (sizeof names / sizeof *names)

// A fetch walks the providers by name: dear, so once for the process and never given back.
static EVP_CIPHER *fetched[ROWS][MODE_COUNT];
static EVP_MAC *mac;
static pthread_once_t fetching = PTHREAD_ONCE_INIT;

static void fetch(void) {
  for (size_t i = 0; i < ROWS; i++)
    for (size_t mode = 0; mode < MODE_COUNT; mode++)
      if (rows[i].cipher.names[mode]) fetched[i][mode] = EVP_CIPHER_fetch(NULL, rows[i].cipher.names[mode], NULL);
  mac = EVP_MAC_fetch(NULL, OSSL_MAC_NAME_CMAC, NULL);
  ERR_clear_error();
}

const EVP_CIPHER *cipher_fetched(const struct cipher *cipher, enum cipher_mode mode) {
  pthread_once(&fetching, fetch);
  for (size_t i = 0; i < ROWS; i++)
    if (&rows[i].cipher == cipher) return fetched[i][mode];
  return NULL;
}

EVP_MAC *cmac_fetched(void) {
  pthread_once(&fetching, fetch);
  return mac;
}

const struct cipher *cipher_at(size_t name, size_t key_length) {
  for (size_t i = 0; i < ROWS; i++)
    if (rows[i].name == name && rows[i].key_length == key_length) return &rows[i].cipher;
  return NULL;
}

enum fault cipher_from(napi_env env, napi_value name, size_t key_length, const struct cipher **out) {
  size_t place;
  TRY(word_from(env, name, names, NAMES, &place));
  *out = cipher_at(place, key_length);
  return *out ? FAULT_NONE : FAULT_BAD_LENGTH;
}

enum fault mode_from(napi_env env, napi_value mode, napi_value iv, const struct cipher *cipher, struct ciphering *out) {
  size_t place;
  struct bytes block;
  napi_valuetype type;
  TRY(word_from(env, mode, modes, MODE_COUNT, &place));
  if (!cipher->names[place]) return FAULT_BAD_ARGUMENT;
  out->cipher = cipher;
  out->mode = (enum cipher_mode)place;
  out->iv = NULL;
  if (out->mode == MODE_ECB) {
    if (napi_typeof(env, iv, &type) != napi_ok || type != napi_null) return FAULT_BAD_ARGUMENT;
    return FAULT_NONE;
  }
  TRY(bytes_from(env, iv, &block));
  if (block.length != cipher->block) return FAULT_BAD_LENGTH;
  out->iv = block.at;
  return FAULT_NONE;
}

const unsigned char *cipher_key(const struct cipher *cipher, struct bytes key, unsigned char *scratch) {
  if (key.length == cipher->expanded) return key.at;
  // Only a single DES key is shorter than what runs it.
  for (size_t at = 0; at < cipher->expanded; at += key.length) memcpy(scratch + at, key.at, key.length);
  return scratch;
}

static enum fault run_with(EVP_CIPHER_CTX *context, const struct ciphering *how, const unsigned char *key, bool encrypt,
                           const unsigned char *in, size_t length, unsigned char *out) {
  const EVP_CIPHER *cipher = cipher_fetched(how->cipher, how->mode);
  int written = 0;
  if (!cipher || !EVP_CipherInit_ex2(context, cipher, key, how->iv, encrypt, NULL)) return FAULT_CIPHER;
  if (!EVP_CIPHER_CTX_set_padding(context, 0)) return FAULT_CIPHER;
  if (!EVP_CipherUpdate(context, out, &written, in, (int)length)) return FAULT_CIPHER;
  return (size_t)written == length ? FAULT_NONE : FAULT_CIPHER;
}

enum fault cipher_bench_open(struct cipher_bench *bench) {
  *bench = (struct cipher_bench){.contexts = {EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_new()}};
  return bench->contexts[0] && bench->contexts[1] ? FAULT_NONE : FAULT_MEMORY_FULL;
}

void cipher_bench_close(struct cipher_bench *bench) {
  for (size_t i = 0; i < 2; i++) EVP_CIPHER_CTX_free(bench->contexts[i]);
  *bench = (struct cipher_bench){0};
  OPENSSL_cleanse(bench->scratch, sizeof bench->scratch);
  ERR_clear_error();
}

enum fault cipher_run_on(struct cipher_bench *bench, const struct ciphering *how, bool encrypt, const unsigned char *in,
                         size_t length, unsigned char *out) {
  EVP_CIPHER_CTX *context = bench->contexts[encrypt];
  const EVP_CIPHER *cipher = cipher_fetched(how->cipher, how->mode);
  const unsigned char *key = cipher_key(how->cipher, how->key, bench->scratch);
  int written = 0;
  if (!cipher) return FAULT_CIPHER;
  if (cipher != bench->set_up[encrypt]) {
    bench->set_up[encrypt] = cipher;
    return run_with(context, how, key, encrypt, in, length, out);
  }
  // With the cipher left out OpenSSL only renews the key schedule and the IV; that nothing is padded stays.
  if (!EVP_CipherInit_ex2(context, NULL, key, how->iv, encrypt, NULL)) return FAULT_CIPHER;
  if (!EVP_CipherUpdate(context, out, &written, in, (int)length)) return FAULT_CIPHER;
  return (size_t)written == length ? FAULT_NONE : FAULT_CIPHER;
}

enum fault cipher_run(const struct ciphering *how, bool encrypt, const unsigned char *in, size_t length,
                      unsigned char *out) {
  enum fault fault = FAULT_MEMORY_FULL;
  unsigned char *scratch = heap_take(how->cipher->expanded);
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  if (scratch && context)
    fault = run_with(context, how, cipher_key(how->cipher, how->key, scratch), encrypt, in, length, out);
  EVP_CIPHER_CTX_free(context);
  heap_give(scratch, how->cipher->expanded);
  ERR_clear_error();
  return fault;
}

enum fault cipher_mac(const struct cipher *cipher, struct bytes key, struct bytes data, unsigned char *out) {
  // OpenSSL builds a CMAC on the cipher's CBC mode. The parameter's text is only read.
  OSSL_PARAM with[] = {OSSL_PARAM_utf8_string(OSSL_MAC_PARAM_CIPHER, (char *)cipher->names[MODE_CBC], 0), OSSL_PARAM_END};
  enum fault fault = FAULT_MEMORY_FULL;
  size_t length = 0;
  unsigned char *scratch = heap_take(cipher->expanded);
  EVP_MAC_CTX *context = EVP_MAC_CTX_new(cmac_fetched());
  if (scratch && context) {
    bool done = EVP_MAC_init(context, cipher_key(cipher, key, scratch), cipher->expanded, with) &&
                EVP_MAC_update(context, data.at, data.length) && EVP_MAC_final(context, out, &length, cipher->block);
    fault = done && length == cipher->block ? FAULT_NONE : FAULT_CIPHER;
  }
  EVP_MAC_CTX_free(context);
  heap_give(scratch, cipher->expanded);
  ERR_clear_error();
  return fault;
}
