// Secrets made of secrets, and what may be said about one. No branch depends on a byte of a secret.
#include "secret.h"
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

/** As many as anyone joins; a key has 2 to 5 components. */
#define JOINED_MAX 1024u

static enum fault xor_of(struct call *call, struct secret *const *parts, uint32_t count) {
  struct secret *sum;
  size_t length;
  if (count == 0) return FAULT_EMPTY;
  length = secret_length(parts[0]);
  for (uint32_t i = 1; i < count; i++)
    if (secret_length(parts[i]) != length) return FAULT_UNEQUAL_LENGTH;
  TRY(secret_sealed(call, length, &sum));
  for (uint32_t i = 0; i < count; i++)
    for (size_t k = 0; k < length; k++) sum->bytes[k] ^= parts[i]->bytes[k];
  return FAULT_NONE;
}

static enum fault chain_of(struct call *call, struct secret *const *parts, uint32_t count) {
  struct secret *chain;
  size_t length = 0;
  if (count == 0) return FAULT_EMPTY;
  for (uint32_t i = 0; i < count; i++) length += secret_length(parts[i]);
  if (length > SECRET_MAX) return FAULT_TOO_LONG;
  TRY(secret_sealed(call, length, &chain));
  unsigned char *at = chain->bytes;
  for (uint32_t i = 0; i < count; at += secret_length(parts[i]), i++)
    memcpy(at, parts[i]->bytes, secret_length(parts[i]));
  return FAULT_NONE;
}

static enum fault joined(struct call *call, enum fault (*join)(struct call *, struct secret *const *, uint32_t)) {
  struct secret **parts;
  uint32_t count;
  TRY(secrets_from(call->env, call->given[0], JOINED_MAX, &parts, &count));
  enum fault fault = join(call, parts, count);
  free(parts);
  return fault;
}

enum fault xor_secrets(struct call *call) { return joined(call, xor_of); }
enum fault concat_secrets(struct call *call) { return joined(call, chain_of); }

enum fault slice_secret(struct call *call) {
  struct secret *whole, *part;
  uint32_t from, to;
  TRY(secret_from(call->env, call->given[0], &whole));
  TRY(integer_from(call->env, call->given[2], 0, (uint32_t)secret_length(whole), &to));
  TRY(integer_from(call->env, call->given[1], 0, to, &from));
  if (from == to) return FAULT_EMPTY;
  TRY(secret_sealed(call, to - from, &part));
  memcpy(part->bytes, whole->bytes + from, to - from);
  return FAULT_NONE;
}

/** 1 where an odd number of the byte's bits are set. */
static unsigned odd_bits(unsigned byte) {
  byte ^= byte >> 4;
  byte ^= byte >> 2;
  byte ^= byte >> 1;
  return byte & 1;
}

enum fault with_odd_parity(struct call *call) {
  struct secret *given, *made;
  TRY(secret_from(call->env, call->given[0], &given));
  TRY(secret_sealed(call, secret_length(given), &made));
  for (size_t i = 0; i < secret_length(given); i++)
    made->bytes[i] = (unsigned char)(given->bytes[i] ^ odd_bits(given->bytes[i]) ^ 1);
  return FAULT_NONE;
}

enum fault parity_of(struct call *call) {
  struct secret *secret;
  unsigned all_odd = 1, any_odd = 0;
  TRY(secret_from(call->env, call->given[0], &secret));
  for (size_t i = 0; i < secret_length(secret); i++) {
    all_odd &= odd_bits(secret->bytes[i]);
    any_odd |= odd_bits(secret->bytes[i]);
  }
  return text_value(call->env, all_odd ? "odd" : any_odd ? "mixed" : "even", &call->result);
}

static enum fault same(struct call *call, const struct secret *secret, const unsigned char *bytes, size_t length) {
  bool equal = secret_length(secret) == length && CRYPTO_memcmp(secret->bytes, bytes, length) == 0;
  return boolean_value(call->env, equal, &call->result);
}

enum fault secrets_equal(struct call *call) {
  struct secret *a, *b;
  TRY(secret_from(call->env, call->given[0], &a));
  TRY(secret_from(call->env, call->given[1], &b));
  return same(call, a, b->bytes, secret_length(b));
}

enum fault secret_equals_bytes(struct call *call) {
  struct secret *secret;
  struct bytes bytes;
  TRY(secret_from(call->env, call->given[0], &secret));
  TRY(bytes_from(call->env, call->given[1], &bytes));
  return same(call, secret, bytes.at, bytes.length);
}
