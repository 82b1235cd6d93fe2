// The set of values tried: SipHash under a random key, in an open table that doubles.
#include "tried.h"
#include "heap.h"
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <pthread.h>
#include <stdlib.h>

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

static EVP_MAC *fetched;
static pthread_once_t fetching = PTHREAD_ONCE_INIT;
static void fetch(void) { fetched = EVP_MAC_fetch(NULL, OSSL_MAC_NAME_SIPHASH, NULL); }

static bool set_key(EVP_MAC_CTX *context, const unsigned char *key) {
  size_t size = sizeof(uint64_t);
  OSSL_PARAM with[] = {OSSL_PARAM_size_t(OSSL_MAC_PARAM_SIZE, &size), OSSL_PARAM_END};
  return EVP_MAC_init(context, key, KEY_BYTES, with);
}

EVP_MAC_CTX *tried_context(void) {
  pthread_once(&fetching, fetch);
  return fetched ? EVP_MAC_CTX_new(fetched) : NULL;
}

void tried_context_free(EVP_MAC_CTX *context) {
  static const unsigned char zeros[KEY_BYTES];
  if (context) set_key(context, zeros);
  EVP_MAC_CTX_free(context);
  ERR_clear_error();
}

bool tried_mark(const struct tried *tried, EVP_MAC_CTX *context, const unsigned char *at, size_t length,
                uint64_t *out) {
  size_t written = 0;
  if (!set_key(context, tried->key) || !EVP_MAC_update(context, at, length) ||
      !EVP_MAC_final(context, (unsigned char *)out, &written, sizeof *out) || written != sizeof *out)
    return false;
  if (*out == 0) *out = 1;
  return true;
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

bool tried_add(struct tried *tried, uint64_t mark, uint8_t *rank, bool *fresh) {
  if (2 * tried->count >= tried->capacity && !grow(tried)) return false;
  struct tried_entry *entry = place_of(tried->entries, tried->capacity, mark);
  *fresh = entry->mark == 0;
  if (*fresh) {
    *entry = (struct tried_entry){mark, *rank};
    tried->count++;
  }
  *rank = entry->rank;
  return true;
}
