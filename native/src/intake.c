// Secrets out of ordinary memory, which is wiped behind them, and out of the generator.
#include "hex.h"
#include "secret.h"
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <string.h>

/** buffer[start, end). What part of an impossible range lies in the buffer is wiped before it is refused. */
static enum fault range_from(struct call *call, struct bytes *out) {
  struct bytes whole;
  uint32_t start, end;
  TRY(bytes_from(call->env, call->given[0], &whole));
  TRY(integer_from(call->env, call->given[1], 0, UINT32_MAX, &start));
  TRY(integer_from(call->env, call->given[2], 0, UINT32_MAX, &end));
  if (start > end || end > whole.length) {
    if (start < whole.length && start < end) OPENSSL_cleanse(whole.at + start, whole.length - start);
    return FAULT_BAD_ARGUMENT;
  }
  out->at = whole.at + start;
  out->length = end - start;
  return FAULT_NONE;
}

static enum fault hex_into_secret(struct call *call, struct bytes hex) {
  struct secret *secret;
  if (hex.length == 0) return FAULT_EMPTY;
  if (hex.length > 2 * SECRET_MAX) return FAULT_TOO_LONG;
  for (size_t i = 0; i < hex.length; i++) {
    if (hex_value(hex.at[i]) >= 0) continue;
    call->offset = i;
    return FAULT_BAD_HEX;
  }
  if (hex.length % 2) return FAULT_ODD_LENGTH;
  TRY(secret_sealed(call, hex.length / 2, &secret));
  for (size_t i = 0; i < secret_length(secret); i++)
    secret->bytes[i] = (unsigned char)(hex_value(hex.at[2 * i]) << 4 | hex_value(hex.at[2 * i + 1]));
  return FAULT_NONE;
}

static enum fault bytes_into_secret(struct call *call, struct bytes bytes) {
  struct secret *secret;
  if (bytes.length == 0) return FAULT_EMPTY;
  if (bytes.length > SECRET_MAX) return FAULT_TOO_LONG;
  TRY(secret_sealed(call, bytes.length, &secret));
  memcpy(secret->bytes, bytes.at, bytes.length);
  return FAULT_NONE;
}

static enum fault taken_in(struct call *call, enum fault (*into_secret)(struct call *, struct bytes)) {
  struct bytes range;
  TRY(range_from(call, &range));
  enum fault fault = into_secret(call, range);
  if (range.length > 0) OPENSSL_cleanse(range.at, range.length);
  return fault;
}

enum fault secret_from_hex(struct call *call) { return taken_in(call, hex_into_secret); }
enum fault secret_from_bytes(struct call *call) { return taken_in(call, bytes_into_secret); }

enum fault random_secret(struct call *call) {
  size_t length;
  struct secret *secret;
  TRY(size_from(call->env, call->given[0], &length));
  TRY(secret_sealed(call, length, &secret));
  if (RAND_priv_bytes(secret->bytes, (int)length) == 1) return FAULT_NONE;
  ERR_clear_error();
  secret_release(secret);
  return FAULT_CIPHER;
}
