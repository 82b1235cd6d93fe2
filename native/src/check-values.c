// Check values of many keys in one call. One context serves them all: a new one for each key costs more than the cipher.
#include "cipher.h"
#include "heap.h"
#include "secret.h"
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

#define KEYS_MAX (1u << 20)
#define EXPANDED_MAX 32u

enum kind { KIND_ECB, KIND_CMAC, KIND_COUNT };
static const char *const kinds[KIND_COUNT] = {[KIND_ECB] = "ecb", [KIND_CMAC] = "cmac"};

struct batch {
  EVP_CIPHER_CTX *ecb;
  EVP_MAC_CTX *mac;
  /** The cipher that the context is set up for, NULL at first. */
  const char *set_up;
  /** Secret memory: a repeated key. */
  unsigned char *scratch;
};

static bool ecb_value(struct batch *batch, const struct cipher *cipher, const unsigned char *key,
                      const unsigned char *block, unsigned char *out) {
  const char *name = cipher->names[MODE_ECB];
  // With the cipher left out OpenSSL only renews the key schedule.
  const EVP_CIPHER *change = name == batch->set_up ? NULL : cipher_fetched(cipher, MODE_ECB);
  int written = 0;
  batch->set_up = name;
  // Encryption holds no block back, so padding, which only a Final would add, may stay as it is.
  return EVP_EncryptInit_ex2(batch->ecb, change, key, NULL, NULL) &&
         EVP_EncryptUpdate(batch->ecb, out, &written, block, (int)cipher->block) && (size_t)written == cipher->block;
}

static bool cmac_value(struct batch *batch, const struct cipher *cipher, const unsigned char *key,
                       const unsigned char *block, unsigned char *out) {
  const char *name = cipher->names[MODE_CBC];
  OSSL_PARAM with[] = {OSSL_PARAM_utf8_string(OSSL_MAC_PARAM_CIPHER, (char *)name, 0), OSSL_PARAM_END};
  size_t length = 0;
  const OSSL_PARAM *change = name == batch->set_up ? NULL : with;
  batch->set_up = name;
  return EVP_MAC_init(batch->mac, key, cipher->expanded, change) && EVP_MAC_update(batch->mac, block, cipher->block) &&
         EVP_MAC_final(batch->mac, out, &length, cipher->block) && length == cipher->block;
}

static bool (*const value_of[KIND_COUNT])(struct batch *, const struct cipher *, const unsigned char *,
                                          const unsigned char *, unsigned char *) = {ecb_value, cmac_value};

struct task {
  struct secret **keys;
  const struct cipher **ciphers;
  uint32_t count;
  enum kind kind;
  struct bytes block;
  size_t bytes;
};

static enum fault run_batch(const struct task *task, unsigned char *out) {
  unsigned char value[BLOCK_MAX];
  enum fault fault = FAULT_MEMORY_FULL;
  struct batch batch = {EVP_CIPHER_CTX_new(), EVP_MAC_CTX_new(cmac_fetched()), NULL, heap_take(EXPANDED_MAX)};
  if (batch.ecb && batch.mac && batch.scratch) fault = FAULT_NONE;
  for (uint32_t i = 0; !fault && i < task->count; i++, out += task->bytes) {
    const struct cipher *cipher = task->ciphers[i];
    struct bytes key = {task->keys[i]->bytes, secret_length(task->keys[i])};
    const unsigned char *expanded = cipher_key(cipher, key, batch.scratch);
    if (!value_of[task->kind](&batch, cipher, expanded, task->block.at, value)) fault = FAULT_CIPHER;
    else memcpy(out, value, task->bytes);
  }
  EVP_CIPHER_CTX_free(batch.ecb);
  EVP_MAC_CTX_free(batch.mac);
  heap_give(batch.scratch, EXPANDED_MAX);
  ERR_clear_error();
  return fault;
}

/** Everything of the call but its list, which was read before: from here on none of the caller's code runs. */
static enum fault task_from(struct call *call, struct task *task) {
  size_t kind;
  uint32_t bytes;
  TRY(word_from(call->env, call->given[2], kinds, KIND_COUNT, &kind));
  TRY(bytes_from(call->env, call->given[3], &task->block));
  TRY(integer_from(call->env, call->given[4], 1, BLOCK_MAX, &bytes));
  for (uint32_t i = 0; i < task->count; i++) {
    size_t length = secret_length(task->keys[i]);
    // The name is looked up again only where the length changes: that is once for nearly every list.
    if (i > 0 && length == secret_length(task->keys[i - 1])) task->ciphers[i] = task->ciphers[i - 1];
    else TRY(cipher_from(call->env, call->given[1], length, &task->ciphers[i]));
    if (task->block.length != task->ciphers[i]->block || bytes > task->ciphers[i]->block) return FAULT_BAD_LENGTH;
  }
  task->kind = (enum kind)kind;
  task->bytes = bytes;
  return FAULT_NONE;
}

enum fault check_values(struct call *call) {
  struct task task = {0};
  unsigned char *out;
  TRY(secrets_from(call->env, call->given[0], KEYS_MAX, &task.keys, &task.count));
  task.ciphers = calloc(task.count + 1u, sizeof(struct cipher *));
  enum fault fault = task.ciphers ? task_from(call, &task) : FAULT_MEMORY_FULL;
  if (!fault) fault = bytes_value(call->env, task.count * task.bytes, &call->result, &out);
  if (!fault) fault = run_batch(&task, out);
  free(task.ciphers);
  free(task.keys);
  return fault;
}
