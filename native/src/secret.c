// Handles: tagged JavaScript objects over bytes in secret memory, released by hand or when they are collected.
#include "secret.h"
#include "heap.h"
#include <stdatomic.h>
#include <stdlib.h>

// Random once; an object without this tag is no handle, however it looks.
static const napi_type_tag tag = {0x7c1fb2a94e0d4b6dULL, 0x9a53d0e86f2c41b7ULL};

static atomic_int live;

void secret_release(struct secret *secret) {
  if (!secret->bytes) return;
  heap_give(secret->bytes, secret->capacity);
  secret->bytes = NULL;
  atomic_fetch_sub(&live, 1);
}

static void collected(napi_env env, void *data, void *hint) {
  (void)env;
  (void)hint;
  secret_release(data);
  free(data);
}

enum fault secret_open(struct call *call, size_t capacity, struct secret **out) {
  napi_value handle;
  struct secret *secret = calloc(1, sizeof *secret);
  if (!secret) return FAULT_MEMORY_FULL;
  secret->capacity = capacity;
  secret->bytes = heap_take(capacity);
  if (!secret->bytes) {
    free(secret);
    return FAULT_MEMORY_FULL;
  }
  atomic_fetch_add(&live, 1);
  if (napi_create_object(call->env, &handle) != napi_ok ||
      napi_wrap(call->env, handle, secret, collected, NULL, NULL) != napi_ok) {
    collected(call->env, secret, NULL);
    return FAULT_MEMORY_FULL;
  }
  if (napi_type_tag_object(call->env, handle, &tag) != napi_ok) {
    secret_release(secret);
    return FAULT_MEMORY_FULL;
  }
  call->result = handle;
  *out = secret;
  return FAULT_NONE;
}

enum fault secret_sealed(struct call *call, size_t length, struct secret **out) {
  TRY(secret_open(call, length, out));
  (*out)->digits = 2 * length;
  (*out)->sealed = true;
  return FAULT_NONE;
}

enum fault secret_behind(napi_env env, napi_value value, struct secret **out) {
  bool ours = false;
  void *data;
  if (napi_check_object_type_tag(env, value, &tag, &ours) != napi_ok || !ours) return FAULT_BAD_ARGUMENT;
  if (napi_unwrap(env, value, &data) != napi_ok) return FAULT_BAD_ARGUMENT;
  *out = data;
  return FAULT_NONE;
}

enum fault secret_alive(napi_env env, napi_value value, struct secret **out) {
  TRY(secret_behind(env, value, out));
  return (*out)->bytes ? FAULT_NONE : FAULT_RELEASED;
}

enum fault secret_from(napi_env env, napi_value value, struct secret **out) {
  TRY(secret_alive(env, value, out));
  return (*out)->sealed ? FAULT_NONE : FAULT_OPEN;
}

enum fault bytes_or_secret(napi_env env, napi_value value, struct bytes *out) {
  struct secret *secret;
  if (bytes_from(env, value, out) == FAULT_NONE) return FAULT_NONE;
  TRY(secret_from(env, value, &secret));
  *out = (struct bytes){secret->bytes, secret_length(secret)};
  return FAULT_NONE;
}

enum fault secrets_from(napi_env env, napi_value value, uint32_t most, struct secret ***out, uint32_t *count) {
  napi_value *handles;
  enum fault fault = FAULT_NONE;
  // All elements first: reading one may run the caller's code, and that code may release another.
  TRY(list_from(env, value, most, &handles, count));
  struct secret **secrets = calloc(*count + 1u, sizeof(struct secret *));
  if (!secrets) fault = FAULT_MEMORY_FULL;
  for (uint32_t i = 0; !fault && i < *count; i++) fault = secret_from(env, handles[i], &secrets[i]);
  free(handles);
  if (fault) free(secrets);
  else *out = secrets;
  return fault;
}

enum fault release_secret(struct call *call) {
  struct secret *secret;
  TRY(secret_behind(call->env, call->given[0], &secret));
  secret_release(secret);
  return FAULT_NONE;
}

enum fault length_of_secret(struct call *call) {
  struct secret *secret;
  TRY(secret_from(call->env, call->given[0], &secret));
  return number_value(call->env, (double)secret_length(secret), &call->result);
}

enum fault live_secrets(struct call *call) { return number_value(call->env, atomic_load(&live), &call->result); }

#define HEAP_LEAST 4096u
#define HEAP_MOST (1u << 26)
#define BLOCK_LEAST 16u

static bool power_of_two(uint32_t number) { return (number & (number - 1)) == 0; }

enum fault open_secure_heap(struct call *call) {
  uint32_t bytes, minimum;
  // OpenSSL asserts, that is aborts, on sizes that are no powers of two.
  TRY(integer_from(call->env, call->given[0], HEAP_LEAST, HEAP_MOST, &bytes));
  TRY(integer_from(call->env, call->given[1], BLOCK_LEAST, bytes, &minimum));
  if (!power_of_two(bytes) || !power_of_two(minimum)) return FAULT_BAD_ARGUMENT;
  return number_value(call->env, heap_open(bytes, minimum), &call->result);
}
