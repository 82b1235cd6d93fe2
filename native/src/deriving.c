// Keys made of keys: variants and masks, and a key behind its length as a key block carries it.
#include "secret.h"
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <string.h>

enum fault xor_secret_bytes(struct call *call) {
  struct secret *secret, *made;
  struct bytes mask;
  TRY(secret_from(call->env, call->given[0], &secret));
  TRY(bytes_from(call->env, call->given[1], &mask));
  if (mask.length != secret_length(secret)) return FAULT_UNEQUAL_LENGTH;
  TRY(secret_sealed(call, mask.length, &made));
  for (size_t i = 0; i < mask.length; i++) made->bytes[i] = secret->bytes[i] ^ mask.at[i];
  return FAULT_NONE;
}

enum fault same_bytes(struct call *call) {
  struct bytes a, b;
  TRY(bytes_from(call->env, call->given[0], &a));
  TRY(bytes_from(call->env, call->given[1], &b));
  bool same = a.length == b.length && CRYPTO_memcmp(a.at, b.at, a.length) == 0;
  return boolean_value(call->env, same, &call->result);
}

/** Bytes of the length field: it counts bits. */
#define PREFIX 2u

enum fault take_length_prefixed(struct call *call) {
  struct secret *whole, *key;
  TRY(secret_from(call->env, call->given[0], &whole));
  if (secret_length(whole) <= PREFIX) return FAULT_BAD_LENGTH;
  size_t bits = (size_t)whole->bytes[0] << 8 | whole->bytes[1];
  if (bits == 0 || bits % 8 != 0 || bits / 8 > secret_length(whole) - PREFIX) return FAULT_BAD_LENGTH;
  TRY(secret_sealed(call, bits / 8, &key));
  memcpy(key->bytes, whole->bytes + PREFIX, bits / 8);
  return FAULT_NONE;
}

static enum fault pad(unsigned char *at, size_t length, const struct bytes *padding) {
  if (length == 0) return FAULT_NONE;
  if (padding) memcpy(at, padding->at, length);
  else if (RAND_priv_bytes(at, (int)length) != 1) {
    ERR_clear_error();
    return FAULT_CIPHER;
  }
  return FAULT_NONE;
}

enum fault put_length_prefixed(struct call *call) {
  struct secret *key, *whole;
  struct bytes padding;
  size_t total;
  napi_valuetype type;
  TRY(secret_from(call->env, call->given[0], &key));
  TRY(size_from(call->env, call->given[1], &total));
  size_t length = secret_length(key), bits = 8 * length;
  if (bits > UINT16_MAX) return FAULT_TOO_LONG;
  if (total < PREFIX + length) return FAULT_BAD_LENGTH;
  if (napi_typeof(call->env, call->given[2], &type) != napi_ok) return FAULT_BAD_ARGUMENT;
  if (type != napi_null) {
    TRY(bytes_from(call->env, call->given[2], &padding));
    if (padding.length != total - PREFIX - length) return FAULT_BAD_LENGTH;
  }
  TRY(secret_sealed(call, total, &whole));
  whole->bytes[0] = (unsigned char)(bits >> 8);
  whole->bytes[1] = (unsigned char)(bits & 0xff);
  memcpy(whole->bytes + PREFIX, key->bytes, length);
  enum fault fault = pad(whole->bytes + PREFIX + length, total - PREFIX - length, type == napi_null ? NULL : &padding);
  if (fault) secret_release(whole);
  return fault;
}
