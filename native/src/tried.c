// The set of values tried: SipHash under a random key, in an open table that doubles.
#include "tried.h"
#include "heap.h"
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

#define KEY_BYTES 16u
#define FIRST_CAPACITY 4096u

// Random once, as for secrets.
static const napi_type_tag tag = {0x2d0a5f1c93b84e76ULL, 0xb17e60d24cf5932aULL};

static void forget(struct tried *tried) {
  heap_give(tried->key, KEY_BYTES);
  OPENSSL_clear_free(tried->entries, tried->capacity * sizeof *tried->entries);
  *tried = (struct tried){0};
}

static void collected(napi_env env, void *data, void *hint) {
  (void)env;
  (void)hint;
  forget(data);
  free(data);
}

enum fault create_tried(struct call *call) {
  napi_value handle;
  struct tried *tried = calloc(1, sizeof *tried);
  if (!tried) return FAULT_MEMORY_FULL;
  tried->capacity = FIRST_CAPACITY;
  tried->entries = OPENSSL_zalloc(tried->capacity * sizeof *tried->entries);
  tried->key = heap_take(KEY_BYTES);
  if (!tried->entries || !tried->key || RAND_priv_bytes(tried->key, KEY_BYTES) != 1 ||
      napi_create_object(call->env, &handle) != napi_ok ||
      napi_wrap(call->env, handle, tried, collected, NULL, NULL) != napi_ok) {
    ERR_clear_error();
    collected(call->env, tried, NULL);
    return FAULT_MEMORY_FULL;
  }
  if (napi_type_tag_object(call->env, handle, &tag) != napi_ok) return FAULT_MEMORY_FULL;
  call->result = handle;
  return FAULT_NONE;
}

static enum fault tried_behind(napi_env env, napi_value value, struct tried **out) {
  bool ours = false;
  void *data;
  if (napi_check_object_type_tag(env, value, &tag, &ours) != napi_ok || !ours) return FAULT_BAD_ARGUMENT;
  if (napi_unwrap(env, value, &data) != napi_ok) return FAULT_BAD_ARGUMENT;
  *out = data;
  return (*out)->busy ? FAULT_BAD_ARGUMENT : FAULT_NONE;
}

enum fault tried_from(napi_env env, napi_value value, struct tried **out) {
  TRY(tried_behind(env, value, out));
  return (*out)->key ? FAULT_NONE : FAULT_RELEASED;
}

enum fault release_tried(struct call *call) {
  struct tried *tried;
  TRY(tried_behind(call->env, call->given[0], &tried));
  forget(tried);
  return FAULT_NONE;
}

bool tried_is_about(struct tried *tried, struct bytes sought) {
  if (tried->sought_length == 0) {
    memcpy(tried->sought, sought.at, sought.length);
    tried->sought_length = sought.length;
  }
  return tried->sought_length == sought.length && memcmp(tried->sought, sought.at, sought.length) == 0;
}

static uint64_t turned(uint64_t value, unsigned bits) { return value << bits | value >> (64 - bits); }

static void sip_round(uint64_t v[4]) {
  v[0] += v[1]; v[2] += v[3];
  v[1] = turned(v[1], 13) ^ v[0]; v[3] = turned(v[3], 16) ^ v[2];
  v[0] = turned(v[0], 32);
  v[2] += v[1]; v[0] += v[3];
  v[1] = turned(v[1], 17) ^ v[2]; v[3] = turned(v[3], 21) ^ v[0];
  v[2] = turned(v[2], 32);
}

// SipHash-2-4 (Aumasson, Bernstein 2012) over whole words. OpenSSL's, behind its parameters, takes longer than the cipher.
uint64_t tried_mark(const struct tried *tried, const unsigned char *at, size_t length) {
  uint64_t key[2], word, v[4];
  memcpy(key, tried->key, sizeof key);
  v[0] = key[0] ^ 0x736f6d6570736575ULL;
  v[1] = key[1] ^ 0x646f72616e646f6dULL;
  v[2] = key[0] ^ 0x6c7967656e657261ULL;
  v[3] = key[1] ^ 0x7465646279746573ULL;
  for (size_t i = 0; i <= length; i += sizeof word) {
    if (i < length) memcpy(&word, at + i, sizeof word);
    else word = (uint64_t)length << 56;
    v[3] ^= word;
    sip_round(v);
    sip_round(v);
    v[0] ^= word;
  }
  v[2] ^= 0xff;
  for (int i = 0; i < 4; i++) sip_round(v);
  uint64_t mark = v[0] ^ v[1] ^ v[2] ^ v[3];
  OPENSSL_cleanse(key, sizeof key);
  OPENSSL_cleanse(&word, sizeof word);
  OPENSSL_cleanse(v, sizeof v);
  return mark ? mark : 1;
}

/** Where the mark stands, or the free place where it would. */
static struct tried_entry *place_of(struct tried_entry *entries, size_t capacity, uint64_t mark) {
  size_t at = (size_t)mark & (capacity - 1);
  while (entries[at].mark != 0 && entries[at].mark != mark) at = (at + 1) & (capacity - 1);
  return &entries[at];
}

static bool grow(struct tried *tried) {
  size_t capacity = 2 * tried->capacity;
  struct tried_entry *entries = OPENSSL_zalloc(capacity * sizeof *entries);
  if (!entries) return false;
  for (size_t i = 0; i < tried->capacity; i++)
    if (tried->entries[i].mark != 0) *place_of(entries, capacity, tried->entries[i].mark) = tried->entries[i];
  OPENSSL_clear_free(tried->entries, tried->capacity * sizeof *entries);
  tried->entries = entries;
  tried->capacity = capacity;
  return true;
}

struct tried_entry *tried_add(struct tried *tried, uint64_t mark, uint8_t rank, bool *fresh) {
  if (2 * tried->count >= tried->capacity && !grow(tried)) return NULL;
  struct tried_entry *entry = place_of(tried->entries, tried->capacity, mark);
  *fresh = entry->mark == 0;
  if (*fresh) {
    *entry = (struct tried_entry){mark, rank, false};
    tried->count++;
  }
  return entry;
}
